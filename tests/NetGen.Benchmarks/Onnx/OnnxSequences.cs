using NetGen.Benchmarks.Graphs;

namespace NetGen.Benchmarks.Onnx;

/// <summary>Layers of sequences as operators of opset 17, which has none for attention and none for GELU.</summary>
internal static class OnnxSequences
{
    /// <summary>Adds a layer if it is one of these.</summary>
    public static bool Add(OnnxGraph graph, GraphLayer layer, string[] values, string output)
    {
        switch (layer)
        {
            case DenseLayer { IsOfSteps: true } dense: Product(graph, values[0], dense.Weight, dense.Bias, output); break;
            case GeluLayer: Gelu(graph, values[0], output); break;
            case LayerNormLayer norm:
                graph.Node("LayerNormalization", [values[0], norm.Weight, norm.Bias], output, OnnxGraph.Attribute("axis", -1), OnnxGraph.Attribute("epsilon", (float)norm.Epsilon));
                break;
            case AttentionLayer attention: Attention(graph, attention, values[0], output); break;
            case RecurrentLayer recurrent: Recurrent(graph, recurrent, values[0], output); break;
            default: return false;
        }

        return true;
    }

    private static void Product(OnnxGraph graph, string value, string weight, string? bias, string output)
    {
        string transposed = graph.Node("Transpose", [weight], OnnxGraph.Attribute("perm", [1, 0]));
        if (bias is null)
        {
            graph.Node("MatMul", [value, transposed], output);
            return;
        }

        string product = graph.Node("MatMul", [value, transposed]);
        graph.Node("Add", [product, bias], output);
    }

    private static void Gelu(OnnxGraph graph, string value, string output)
    {
        string scaled = graph.Node("Div", [value, graph.Constant([(float)Math.Sqrt(2)], [])]);
        string sum = graph.Node("Add", [graph.Node("Erf", [scaled]), graph.Constant([1f], [])]);
        string product = graph.Node("Mul", [value, sum]);
        graph.Node("Mul", [product, graph.Constant([0.5f], [])], output);
    }

    private static void Attention(OnnxGraph graph, AttentionLayer layer, string value, string output)
    {
        int size = layer.Features / layer.Heads;
        string all = graph.NextName();
        Product(graph, value, layer.InputWeight, layer.InputBias, all);
        string[] parts = [graph.NextName(), graph.NextName(), graph.NextName()];
        graph.Node("Split", [all], parts, OnnxGraph.Attribute("axis", -1));
        string ByHeads(string part, long[] order)
            => graph.Node("Transpose", [graph.Node("Reshape", [part, graph.Constant(0, layer.Steps, layer.Heads, size)])], OnnxGraph.Attribute("perm", order));
        string scores = graph.Node("MatMul", [ByHeads(parts[0], [0, 2, 1, 3]), ByHeads(parts[1], [0, 2, 3, 1])]);
        scores = graph.Node("Mul", [scores, graph.Constant([(float)(1 / Math.Sqrt(size))], [])]);
        if (layer.IsCausal) scores = graph.Node("Add", [scores, CausalMask(graph, layer.Steps)]);
        string mixed = graph.Node("MatMul", [graph.Node("Softmax", [scores], OnnxGraph.Attribute("axis", -1)), ByHeads(parts[2], [0, 2, 1, 3])]);
        mixed = graph.Node("Transpose", [mixed], OnnxGraph.Attribute("perm", [0, 2, 1, 3]));
        mixed = graph.Node("Reshape", [mixed, graph.Constant(0, layer.Steps, layer.Features)]);
        Product(graph, mixed, layer.OutputWeight, layer.OutputBias, output);
    }

    private static string CausalMask(OnnxGraph graph, int steps)
    {
        var mask = new float[steps * steps];
        for (int query = 0; query < steps; query++) mask.AsSpan((query * steps) + query + 1, steps - 1 - query).Fill(float.NegativeInfinity);
        return graph.Constant(mask, steps, steps);
    }

    /// <summary>Gates of PyTorch's files in the operators' order; steps in front of samples.</summary>
    private static void Recurrent(OnnxGraph graph, RecurrentLayer layer, string value, string output)
    {
        int[] gates = layer.Kind == "LSTM" ? [0, 3, 1, 2] : [1, 0, 2];
        float[] Ordered(string name) => InOrder(graph.Values(layer.Parameter(name)), gates);
        (float[] input, float[] recurrent) = (Ordered("weight_ih"), Ordered("weight_hh"));
        long rows = (long)gates.Length * layer.Units;
        string[] operands =
        [
            graph.Node("Transpose", [value], OnnxGraph.Attribute("perm", [1, 0, 2])),
            graph.Constant(input, 1, rows, input.Length / rows),
            graph.Constant(recurrent, 1, rows, layer.Units),
            graph.Constant([.. Ordered("bias_ih"), .. Ordered("bias_hh")], 1, 2 * rows),
        ];
        ProtobufWriter[] attributes = [OnnxGraph.Attribute("hidden_size", layer.Units)];
        if (layer.Kind == "GRU") attributes = [.. attributes, OnnxGraph.Attribute("linear_before_reset", 1)];
        string states = graph.NextName();
        graph.Node(layer.Kind, operands, layer.IsLastStepOnly ? ["", states] : [states], attributes);
        if (layer.IsLastStepOnly)
        {
            graph.Node("Squeeze", [states, graph.Constant(0L)], output);
            return;
        }

        string bySteps = graph.Node("Squeeze", [states, graph.Constant(1L)]);
        graph.Node("Transpose", [bySteps], output, OnnxGraph.Attribute("perm", [1, 0, 2]));
    }

    private static float[] InOrder(float[] values, int[] gates)
    {
        int size = values.Length / gates.Length;
        return [.. gates.SelectMany(gate => values.AsSpan(gate * size, size).ToArray())];
    }
}
