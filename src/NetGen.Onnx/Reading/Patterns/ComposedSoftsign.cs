namespace NetGen.Onnx.Reading.Patterns;

/// <summary>x / (1 + |x|).</summary>
internal static class ComposedSoftsign
{
    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
        => node.Input.Count == 2
            && view.WithNumber(view.Maker(node.Input[1], "Add")) is (var size, 1)
            && view.Maker(size, "Abs")?.Input[0] == node.Input[0]
                ? [GraphView.Node(node, "Softsign", [node.Input[0]])]
                : null;
}
