namespace NetGen.Onnx.Reading;

/// <summary>A graph without nodes that nobody needs for its outputs.</summary>
internal static class LivingGraph
{
    public static GraphProto Of(GraphProto graph)
    {
        HashSet<string> needed = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        List<NodeProto> nodes = [];
        foreach (NodeProto node in graph.Node.Reverse().Where(node => node.Output.Any(output => output.Length > 0 && needed.Contains(output))))
        {
            nodes.Add(node);
            needed.UnionWith(node.Input);
        }

        nodes.Reverse();
        GraphProto living = new() { Name = graph.Name };
        living.Node.AddRange(nodes);
        living.Initializer.AddRange(graph.Initializer);
        living.Input.AddRange(graph.Input);
        living.Output.AddRange(graph.Output);
        return living;
    }
}
