namespace NetGen.Onnx.Reading.Patterns;

/// <summary>x / 2 * (1 + erf(x / sqrt(2))), in whatever order it is multiplied.</summary>
internal static class GaussianUnits
{
    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        (double number, List<string> factors) = view.Product(node);
        if (factors.Count != 2 || !GraphView.IsClose(number, 0.5)) return null;
        return Match(node, view, factors[0], factors[1]) ?? Match(node, view, factors[1], factors[0]);
    }

    private static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view, string x, string sum)
    {
        if (view.WithNumber(view.Maker(sum, "Add")) is not (var error, 1) || view.Maker(error, "Erf") is not { } erf) return null;
        if ((view.Maker(erf.Input[0], "Mul") ?? view.Maker(erf.Input[0], "Div")) is not { } inner) return null;
        (double number, List<string> factors) = view.Product(inner);
        return factors is [var same] && same == x && GraphView.IsClose(number, Math.Sqrt(0.5)) ? [GraphView.Node(node, "Gelu", [x])] : null;
    }
}
