namespace NetGen.Onnx.Reading.Patterns;

/// <summary>x^2 and x^3 as products.</summary>
internal static class Powers
{
    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2 || view.IsConstant(node.Input[0])) return null;
        string x = node.Input[0];
        switch (view.Number(node.Input[1]))
        {
            case 1: return [GraphView.Node(node, "Identity", [x])];
            case 2: return [GraphView.Node(node, "Mul", [x, x])];
            case 3:
                NodeProto square = new() { Name = node.Name, OpType = "Mul" };
                square.Input.AddRange([x, x]);
                square.Output.Add(view.NewName(node.Output[0]));
                return [square, GraphView.Node(node, "Mul", [square.Output[0], x])];
            default: return null;
        }
    }
}
