using NetGen.Onnx.Reading.Patterns;

namespace NetGen.Onnx.Reading;

/// <summary>Reads a model as a declaration: node by node, each of an operator that a layer stands for.</summary>
internal static class OnnxReader
{
    /// <summary>The class and the parameters of a model.</summary>
    /// <param name="model">For inference, of vectors, sequences, images or indices.</param>
    /// <param name="space">The class's namespace; null for none.</param>
    /// <param name="name">The class's name.</param>
    /// <param name="folder">Where the model is: data of tensors may be in files beside it, and nowhere else. Null where no other file may be opened.</param>
    /// <param name="access">public or internal.</param>
    /// <exception cref="OnnxImportException">It has nodes that no layer stands for; all of them are named.</exception>
    public static ImportedNetwork Read(ModelProto model, string? space, string name, string? folder = null, string access = "public")
    {
        if (model.Graph is null) throw new OnnxImportException(["it has no graph"]);
        long opset = model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Select(set => set.Version).FirstOrDefault(1);
        GraphProto graph = LivingGraph.Of(PatternPass.Apply(model.Graph));
        ModelReading first = Read(graph, opset, folder, samplesAxis: 0);

        // Where all extents are known, it is not said which axis counts samples: most often the first one, in front of recurrent layers the
        // second, and there may be none.
        ModelReading? reading = first.Problems.Count == 0 ? first
            : !GraphInputs.AreFixed(graph) ? null
            : new int?[] { 1, null }.Select(axis => Read(graph, opset, folder, axis)).FirstOrDefault(other => other.Problems.Count == 0);
        if (reading is null) throw new OnnxImportException(first.Problems);
        string source = reading.Declaration.ToSource(space, name, access);
        return new ImportedNetwork(source, reading.Declaration.Parameters) { Inputs = reading.Inputs, Outputs = reading.Outputs };
    }

    private static ModelReading Read(GraphProto graph, long opset, string? folder, int? samplesAxis)
    {
        ModelReading reading = new(graph, opset, folder);
        GraphInputs.Read(graph, reading, samplesAxis);
        foreach (NodeProto node in graph.Node) reading.Read(node);
        GraphOutputs.Read(reading);
        return reading;
    }
}
