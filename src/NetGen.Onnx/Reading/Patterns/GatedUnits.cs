using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Patterns;

/// <summary>The first half of an axis times a function of the second.</summary>
internal static class GatedUnits
{
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        ["Sigmoid"] = "GLU",
        ["Swish"] = "SwiGLU",
        ["Gelu"] = "GeGLU",
        ["Relu"] = "ReGLU",
    };

    public static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        if (node.Input.Count != 2) return null;
        foreach ((string half, string other) in new[] { (node.Input[0], node.Input[1]), (node.Input[1], node.Input[0]) })
        {
            if (view.MakerOf(half) is not { OpType: "Split", Output.Count: 2 } split
                || split.Output[0] != half
                || split.Input.Count == 0
                || !HasHalves(split, view))
            {
                continue;
            }

            if (view.MakerOf(other) is not { Input.Count: 1 } gate
                || !s_kinds.TryGetValue(gate.OpType, out string? kind)
                || gate.Input[0] != split.Output[1]
                || gate.Attribute.Any(attribute => attribute.Name == "approximate" && attribute.S.ToStringUtf8() != "none"))
            {
                continue;
            }

            long axis = split.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? 0;
            return [GraphView.Node(node, "NetGen.GatedUnit", [split.Input[0]], Attributes.Of("axis", axis), Attributes.Of("kind", kind))];
        }

        return null;
    }

    /// <summary>Whether both parts are equally long: they are unless it is said otherwise.</summary>
    private static bool HasHalves(NodeProto split, GraphView view)
    {
        long[]? sizes = split.Attribute.FirstOrDefault(attribute => attribute.Name == "split")?.Ints.ToArray()
            ?? (split.Input.Count > 1 ? view.Wholes(split.Input[1]) : null);
        return sizes is [var first, var second] ? first == second : sizes is null && split.Input.Count == 1;
    }
}
