using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Steps that a sample has and steps that it does not have.</summary>
internal static class Steps
{
    /// <summary>[N, steps] of bool: whether a sample has a step.</summary>
    public static string Present(GraphBuilder graph, string lengths, int steps)
        => graph.Add("Less", [graph.Whole32([.. Enumerable.Range(0, steps)]), lengths]);

    /// <summary>A sequence [N, steps, features] with another value at steps that a sample does not have.</summary>
    public static string Choose(GraphBuilder graph, string lengths, GraphValue sequence, string otherwise)
    {
        // A list of indices has no features.
        string present = Present(graph, lengths, sequence.Shape[0]);
        if (sequence.IsSequence) present = graph.Add("Unsqueeze", [present, graph.Whole(2)]);
        return graph.Add("Where", [present, sequence.Read(graph, Layout.ChannelsLast), otherwise]);
    }

    /// <summary>[N]: how many steps each sample has.</summary>
    public static string Counts(GraphBuilder graph, string lengths) => graph.Add("Reshape", [lengths, graph.Whole(-1)]);
}
