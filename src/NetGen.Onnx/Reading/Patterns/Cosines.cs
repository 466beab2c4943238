using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Patterns;

/// <summary>The sum of two values' products; and that over both lengths, which are at least a very small number.</summary>
internal static class Cosines
{
    private const double ShortestLength = 1e-8;

    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2
            || view.Maker(node.Input[0], "Div") is not { Input.Count: 2 } inner
            || view.Maker(inner.Input[0], "NetGen.Dot") is not { Input.Count: 2 } product)
        {
            return null;
        }

        if (product.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I is not { } axis
            || LengthOf(inner.Input[1], axis, view) is not { } first
            || LengthOf(node.Input[1], axis, view) is not { } second)
        {
            return null;
        }

        return product.Input.Order(StringComparer.Ordinal).SequenceEqual(new[] { first, second }.Order(StringComparer.Ordinal))
            ? [GraphView.Node(node, "NetGen.Cosine", product.Input, Attributes.Of("axis", axis))]
            : null;
    }

    public static IReadOnlyList<NodeProto>? MatchProduct(NodeProto node, GraphView view)
    {
        if (node.Input.Count == 0 || AxisOf(node, view) is not { } axis || node.Attribute.Any(attribute => attribute.Name == "keepdims" && attribute.I == 0))
            return null;
        if (view.Maker(node.Input[0], "Mul") is not { Input.Count: 2 } product || product.Input[0] == product.Input[1] || product.Input.Any(view.IsConstant))
            return null;
        return [GraphView.Node(node, "NetGen.Dot", product.Input, Attributes.Of("axis", axis))];
    }

    /// <summary>What a length is of.</summary>
    private static string? LengthOf(string tensor, long axis, GraphView view)
    {
        if (view.WithNumber(view.Maker(tensor, "Max")) is not (var length, var least) || Math.Abs(least - ShortestLength) > 1e-12) return null;
        if (view.Maker(length, "Sqrt") is not { } root || view.Maker(root.Input[0], "ReduceSum") is not { } sum || AxisOf(sum, view) != axis) return null;
        return view.Maker(sum.Input[0], "Mul") is { Input.Count: 2 } square && square.Input[0] == square.Input[1] ? square.Input[0] : null;
    }

    private static long? AxisOf(NodeProto sum, GraphView view) => sum.Input.Count > 1 && view.Wholes(sum.Input[1]) is [var axis] ? axis : null;
}
