using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Patterns;

/// <summary>Softmax and its logarithm in single steps, with the largest value taken away first or not.</summary>
internal static class ComposedSoftmax
{
    /// <summary>exp(x - max x) / sum exp(x - max x).</summary>
    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2
            || view.Maker(node.Input[0], "Exp") is not { } exp
            || view.Maker(node.Input[1], "ReduceSum") is not { } sum
            || sum.Input[0] != node.Input[0])
        {
            return null;
        }

        return AxisOf(sum, view) is { } axis
            ? [GraphView.Node(node, "Softmax", [Shifted(exp.Input[0], axis, view)], Attributes.Of("axis", axis), Attributes.Of("oneAxis", 1L))]
            : null;
    }

    /// <summary>(x - max x) - log sum exp(x - max x).</summary>
    public static IReadOnlyList<NodeProto>? MatchLogarithm(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2
            || view.Maker(node.Input[1], "Log") is not { } log
            || view.Maker(log.Input[0], "ReduceSum") is not { } sum
            || view.Maker(sum.Input[0], "Exp") is not { } exp
            || exp.Input[0] != node.Input[0])
        {
            return null;
        }

        return AxisOf(sum, view) is { } axis
            ? [GraphView.Node(node, "LogSoftmax", [Shifted(node.Input[0], axis, view)], Attributes.Of("axis", axis), Attributes.Of("oneAxis", 1L))]
            : null;
    }

    public static IReadOnlyList<NodeProto>? MatchLogarithmOfSoftmax(NodeProto node, GraphView view)
        => node.Input.Count == 1 && view.Maker(node.Input[0], "Softmax") is { } softmax
            ? [GraphView.Node(node, "LogSoftmax", softmax.Input, [.. softmax.Attribute])]
            : null;

    /// <summary>What is taken away of all changes nothing.</summary>
    private static string Shifted(string tensor, long axis, GraphView view)
        => view.Maker(tensor, "Sub") is { Input.Count: 2 } difference
            && view.Maker(difference.Input[1], "ReduceMax") is { } largest
            && largest.Input[0] == difference.Input[0]
            && AxisOf(largest, view) == axis
                ? difference.Input[0]
                : tensor;

    private static long? AxisOf(NodeProto reduction, GraphView view)
    {
        if (reduction.Attribute.Any(attribute => attribute.Name == "keepdims" && attribute.I == 0)) return null;
        long[]? axes = reduction.Input.Count > 1
            ? view.Wholes(reduction.Input[1])
            : reduction.Attribute.FirstOrDefault(attribute => attribute.Name == "axes")?.Ints.ToArray();
        return axes is [var axis] ? axis : null;
    }
}
