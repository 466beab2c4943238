namespace NetGen.Onnx.Reading;

/// <summary>Reads a model as a declaration: node by node, each of an operator that a layer stands for.</summary>
internal static class OnnxReader
{
    /// <summary>The class and the parameters of a model.</summary>
    /// <param name="model">For inference, of images or vectors.</param>
    /// <param name="space">The class's namespace; null for none.</param>
    /// <param name="name">The class's name.</param>
    /// <exception cref="OnnxImportException">It has nodes that no layer stands for; all of them are named.</exception>
    public static ImportedNetwork Read(ModelProto model, string? space, string name)
    {
        ModelReading reading = new(model.Graph);
        reading.ReadInputs();
        foreach (NodeProto node in model.Graph.Node) reading.Read(node);
        reading.ReadOutputs();
        return reading.Problems.Count > 0 ? throw new OnnxImportException(reading.Problems) : new ImportedNetwork(reading.Declaration.ToSource(space, name), reading.Declaration.Parameters);
    }
}
