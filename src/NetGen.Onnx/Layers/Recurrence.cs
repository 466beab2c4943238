using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>
/// RNN, LSTM and GRU. They take steps before samples, and gates in another order than files have them. States in front of the first step and lengths of samples are
/// inputs of theirs.
/// </summary>
internal static class Recurrence
{
    public static GraphValue SimpleRNN(LayerContext layer)
    {
        string activation = layer.Settings.Word("activation") == "ReLU" ? "Relu" : "Tanh";
        return Export(layer, "RNN", [0], Attributes.Of("activations", Enumerable.Repeat(activation, DirectionsOf(layer).Length)));
    }

    /// <summary>Files: input, forget, candidate, output. ONNX: input, output, forget, candidate.</summary>
    public static GraphValue LSTM(LayerContext layer) => Export(layer, "LSTM", [0, 3, 1, 2]);

    /// <summary>Files: reset, update, candidate. ONNX: update, reset, candidate.</summary>
    public static GraphValue GRU(LayerContext layer) => Export(layer, "GRU", [1, 0, 2], Attributes.Of("linear_before_reset", layer.Settings.Flag("resetAfter") ? 1L : 0L));

    /// <summary>What the names of parameters end with, for each direction.</summary>
    private static string[] DirectionsOf(LayerContext layer) => layer.Settings.Flag("bidirectional") ? [string.Empty, "_reverse"] : [string.Empty];

    private static GraphValue Export(LayerContext layer, string op, int[] gates, params IEnumerable<AttributeProto> attributes)
    {
        GraphBuilder graph = layer.Graph;
        string[] directions = DirectionsOf(layer);
        int units = layer.Settings.Integer("units");
        string sequence = layer.Read(Layout.ChannelsLast);
        bool hasBias = layer.Has("bias_ih_l0");
        List<string> inputs =
        [
            graph.Add("Transpose", sequence, Attributes.Of("perm", [1, 0, 2])),
            graph.Number(Stacked("weight_ih_l0")),
            graph.Number(Stacked("weight_hh_l0")),
            hasBias ? graph.Number(Biases()) : string.Empty,
            layer.Lengths() is { } lengths ? Steps.Counts(graph, lengths) : string.Empty,
            .. FirstStates(layer, op, directions, units, sequence),
        ];
        while (inputs[^1].Length == 0) inputs.RemoveAt(inputs.Count - 1);
        string direction = layer.Settings.Flag("bidirectional") ? "bidirectional" : layer.Settings.Flag("reverse") ? "reverse" : "forward";
        AttributeProto[] all = [Attributes.Of("hidden_size", units), Attributes.Of("direction", direction), .. attributes];
        string output = graph.NameOf($"{graph.Scope}/{op}");
        if (layer.Settings.Flag("lastStepOnly"))
        {
            graph.AddNode(op, inputs, [string.Empty, output], all);
            return layer.Give(Slices.Reshape(graph, graph.Add("Transpose", output, Attributes.Of("perm", [1, 0, 2])), 0, directions.Length * units), Layout.ChannelsLast);
        }

        // [steps, directions, N, units]
        graph.AddNode(op, inputs, [output], all);
        string turned = graph.Add("Transpose", output, Attributes.Of("perm", [2, 0, 1, 3]));
        return layer.Give(Slices.Reshape(graph, turned, 0, 0, directions.Length * units), Layout.ChannelsLast);

        Weights Stacked(string name)
        {
            Weights[] parts = [.. directions.Select(suffix => layer.Parameter(name + suffix).Parts(gates.Length, gates))];
            return new Weights($"{parts[0].Name}/gates", [parts.Length, .. parts[0].Shape], [.. parts.SelectMany(part => part.Values)]);
        }

        // Of each direction what is added to the inputs' products, then what is added to the states'.
        Weights Biases()
        {
            float[] values = [.. directions.SelectMany(suffix => new[] { "bias_ih_l0", "bias_hh_l0" }.SelectMany(name => layer.Parameter(name + suffix).Parts(gates.Length, gates).Values))];
            return new Weights($"{layer.Layer.Name}.bias/gates", [directions.Length, values.Length / directions.Length], values);
        }
    }

    /// <summary>[directions, N, units] of the state, and of the cell state where there is one; nothing for zeros.</summary>
    private static IEnumerable<string> FirstStates(LayerContext layer, string op, string[] directions, int units, string sequence)
    {
        GraphBuilder graph = layer.Graph;
        string start = layer.Settings.Word("start");
        if (start == "learned")
        {
            string samples = graph.Add("Shape", sequence, Attributes.Of("start", 0L), Attributes.Of("end", 1L));
            string extents = graph.Add("Concat", [graph.Whole(1), samples, graph.Whole(1)], Attributes.Of("axis", 0L));
            foreach (string name in op == "LSTM" ? ["h_0", "c_0"] : new[] { "h_0" })
            {
                float[] values = [.. directions.SelectMany(suffix => layer.Parameter(name + suffix).Values)];
                yield return graph.Add("Expand", [graph.Number(new Weights($"{layer.Layer.Name}.{name}", [directions.Length, 1, units], values)), extents]);
            }
        }
        else if (start == "given")
        {
            for (int input = 1; input < layer.InputCount; input++)
            {
                string parts = Slices.Reshape(graph, layer.Read(Layout.ChannelsLast, input), 0, directions.Length, units);
                yield return graph.Add("Transpose", parts, Attributes.Of("perm", [1, 0, 2]));
            }
        }
    }
}
