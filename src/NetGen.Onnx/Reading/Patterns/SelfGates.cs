namespace NetGen.Onnx.Reading.Patterns;

/// <summary>x times a function of itself: SiLU, Mish, HardSwish.</summary>
internal static class SelfGates
{
    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
        => node.Input.Count != 2 ? null : Match(node, view, node.Input[0], node.Input[1]) ?? Match(node, view, node.Input[1], node.Input[0]);

    private static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view, string x, string gate)
    {
        if (view.Maker(gate, "Sigmoid")?.Input[0] == x) return [GraphView.Node(node, "Swish", [x])];
        if (view.Maker(gate, "Tanh") is { } tanh && view.Maker(tanh.Input[0], "Softplus")?.Input[0] == x) return [GraphView.Node(node, "Mish", [x])];
        if (view.Maker(gate, "HardSigmoid") is { } hard && hard.Input[0] == x && IsOf(hard, "alpha", 1f / 6) && IsOf(hard, "beta", 0.5f))
            return [GraphView.Node(node, "HardSwish", [x])];
        return null;
    }

    private static bool IsOf(NodeProto node, string name, float value)
        => node.Attribute.Any(attribute => attribute.Name == name && GraphView.IsClose(attribute.F, value));
}
