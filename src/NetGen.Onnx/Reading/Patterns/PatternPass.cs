namespace NetGen.Onnx.Reading.Patterns;

/// <summary>Several nodes that are one operator, or a layer: the last one becomes that, and what nobody needs any more is left out later.</summary>
internal static class PatternPass
{
    /// <summary>
    /// What a node together with those in front of it is; null where it is nothing but itself. Operators by which they end, in the order in which they are
    /// asked.
    /// </summary>
    private static readonly (string Op, Func<NodeProto, GraphView, IReadOnlyList<NodeProto>?> Match)[] s_rows =
    [
        ("Pow", Powers.Match),
        ("Mul", GaussianUnits.Match),
        ("Div", GaussianUnits.Match),
        ("Mul", SelfGates.Match),
        ("Mul", GatedUnits.Match),
        ("Div", ComposedSoftmax.Match),
        ("Sub", ComposedSoftmax.MatchLogarithm),
        ("Log", ComposedSoftmax.MatchLogarithmOfSoftmax),
        ("Div", ComposedSoftsign.Match),
        ("Div", ComposedNorms.Match),
        ("Mul", ComposedNorms.Match),
        ("ReduceSum", Cosines.MatchProduct),
        ("Div", Cosines.Match),
        ("MatMul", AttentionCores.Match),
    ];

    public static GraphProto Apply(GraphProto graph)
    {
        GraphView view = new(graph);
        GraphProto changed = new() { Name = graph.Name };
        changed.Initializer.AddRange(graph.Initializer);
        changed.Input.AddRange(graph.Input);
        changed.Output.AddRange(graph.Output);
        foreach (NodeProto node in graph.Node)
        {
            IReadOnlyList<NodeProto> nodes = node.Output.Count == 0 || node.Domain.Length > 0 ? [node] : Match(node, view) ?? [node];
            foreach (NodeProto own in nodes) view.Add(own);
            changed.Node.AddRange(nodes);
        }

        return changed;
    }

    private static IReadOnlyList<NodeProto>? Match(NodeProto node, GraphView view)
    {
        foreach ((string op, Func<NodeProto, GraphView, IReadOnlyList<NodeProto>?> match) in s_rows)
        {
            if (op == node.OpType && match(node, view) is { } found) return found;
        }

        return null;
    }
}
