using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Patterns;

/// <summary>softmax(scale Q K + mask) V, in whatever order it is scaled; all of it is one node then.</summary>
internal static class AttentionCores
{
    /// <summary>Operators whose results are numbers of the model where they scale scores: extents are worked out, too.</summary>
    private static readonly HashSet<string> s_ofScales = new(StringComparer.Ordinal) { "Sqrt", "Constant", "Cast", "Div", "Reciprocal", "Pow" };

    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2 || Softmax(node.Input[0], view) is not { } softmax) return null;
        (string scores, string mask) = (softmax.Input[0], string.Empty);
        List<(string Tensor, bool Divides)> scales = [];
        if (view.Maker(scores, "Add") is { Input.Count: 2 } sum)
        {
            int own = IsProduct(sum.Input[0], view) ? 0 : 1;
            (scores, mask) = (sum.Input[own], sum.Input[1 - own]);
        }

        scores = Strip(scores, scales, view);
        if (view.Maker(scores, "MatMul") is not { Input.Count: 2 } product || view.IsConstant(product.Input[1])) return null;
        string query = Strip(product.Input[0], scales, view);
        string key = Strip(product.Input[1], scales, view);
        long axis = softmax.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? -1;
        string divides = string.Concat(scales.Select(scale => scale.Divides ? '/' : '*'));
        string[] reads = [query, key, node.Input[1], mask, .. scales.Select(scale => scale.Tensor)];
        return [GraphView.Node(node, "NetGen.Attention", reads, Attributes.Of("axis", axis), Attributes.Of("divides", divides))];
    }

    private static NodeProto? Softmax(string tensor, GraphView view)
        => view.Maker(tensor, "Softmax")
            ?? ((view.Maker(tensor, "Dropout") ?? view.Maker(tensor, "Identity")) is { } passing ? view.Maker(passing.Input[0], "Softmax") : null);

    private static bool IsProduct(string tensor, GraphView view) => view.Maker(Strip(tensor, [], view), "MatMul") is not null;

    /// <summary>What is left without numbers that it is multiplied with or divided by.</summary>
    private static string Strip(string tensor, List<(string Tensor, bool Divides)> scales, GraphView view)
    {
        for (int depth = 0; depth < 4; depth++)
        {
            if ((view.Maker(tensor, "Mul") ?? view.Maker(tensor, "Div")) is not { Input.Count: 2 } scaled) return tensor;
            bool divides = scaled.OpType == "Div";
            int own = IsScale(scaled.Input[1], view) ? 0 : !divides && IsScale(scaled.Input[0], view) ? 1 : -1;
            if (own < 0) return tensor;
            scales.Add((scaled.Input[1 - own], divides));
            tensor = scaled.Input[own];
        }

        return tensor;
    }

    private static bool IsScale(string tensor, GraphView view)
        => view.Number(tensor) is not null || (!view.IsConstant(tensor) && view.MakerOf(tensor) is { } maker && s_ofScales.Contains(maker.OpType));
}
