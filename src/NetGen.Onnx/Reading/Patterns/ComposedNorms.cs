using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Patterns;

/// <summary>Layer normalisation, and that by the root mean square, in single steps; their weights are products and sums behind them.</summary>
internal static class ComposedNorms
{
    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2) return null;
        if (node.OpType == "Div") return Match(node, view, node.Input[0], view.Maker(node.Input[1], "Sqrt"));
        for (int own = 0; own < 2; own++)
        {
            string factor = node.Input[1 - own];
            NodeProto? root = view.Maker(factor, "Reciprocal") is { } inverse ? view.Maker(inverse.Input[0], "Sqrt")
                : view.Maker(factor, "Div") is { Input.Count: 2 } quotient && view.Number(quotient.Input[0]) == 1 ? view.Maker(quotient.Input[1], "Sqrt")
                : view.Maker(factor, "Pow") is { Input.Count: 2 } power && view.Number(power.Input[1]) == -0.5 ? power
                : null;
            if (Match(node, view, node.Input[own], root) is { } found) return found;
        }

        return null;
    }

    /// <summary>x / sqrt(mean x^2 + epsilon); where x is what is left of its mean, of that value.</summary>
    private static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view, string x, NodeProto? root)
    {
        if (root is null || view.WithNumber(view.Maker(root.Input[0], "Add")) is not (var variance, var epsilon)) return null;
        NodeProto? difference = view.Maker(x, "Sub") is { Input.Count: 2 } found ? found : null;
        NodeProto? center = difference is not null && view.Maker(difference.Input[1], "ReduceMean") is { } mean && mean.Input[0] == difference.Input[0]
            ? mean
            : null;
        long[]? axes = MeanSquareOf(variance, x, view);
        if (axes is null && center is not null && view.Maker(variance, "Sub") is { Input.Count: 2 } rest && IsSquare(rest.Input[1], center.Output[0], view))
        {
            // The mean of squares less the square of the mean.
            axes = MeanSquareOf(rest.Input[0], center.Input[0], view);
        }

        if (axes is null) return null;
        AttributeProto[] attributes = [Attributes.Of("axes", axes.Select(axis => (int)axis)), Attributes.Of("epsilon", epsilon)];
        bool isCentered = center is not null && AxesOf(center, view) is { } same && same.SequenceEqual(axes);
        if (!isCentered && !IsMeanSquare(variance, view)) return null;
        return [GraphView.Node(node, isCentered ? "LayerNormalization" : "RMSNormalization", [isCentered ? center!.Input[0] : x], attributes)];
    }

    private static bool IsMeanSquare(string tensor, GraphView view) => view.Maker(tensor, "ReduceMean") is not null;

    private static bool IsSquare(string tensor, string of, GraphView view)
        => view.Maker(tensor, "Mul") is { Input.Count: 2 } square && square.Input[0] == of && square.Input[1] == of;

    /// <summary>The axes along which a tensor is the mean of another one's squares; null where it is not.</summary>
    private static long[]? MeanSquareOf(string tensor, string of, GraphView view)
        => view.Maker(tensor, "ReduceMean") is { } mean && IsSquare(mean.Input[0], of, view) ? AxesOf(mean, view) : null;

    private static long[]? AxesOf(NodeProto reduction, GraphView view)
    {
        if (reduction.Attribute.Any(attribute => attribute.Name == "keepdims" && attribute.I == 0)) return null;
        long[]? axes = reduction.Input.Count > 1
            ? view.Wholes(reduction.Input[1])
            : reduction.Attribute.FirstOrDefault(attribute => attribute.Name == "axes")?.Ints.ToArray();
        return axes is { Length: > 0 } && axes.All(axis => axis is >= -64 and <= 64) ? axes : null;
    }
}
