using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Parts of a tensor.</summary>
internal static class Slices
{
    /// <summary>From one place to before another along an axis.</summary>
    public static string Take(GraphBuilder graph, string input, int axis, int start, int end)
        => graph.Add("Slice", [input, graph.Whole(start), graph.Whole(end), graph.Whole(axis)]);

    /// <summary>Parts of given sizes along an axis.</summary>
    public static string[] Split(GraphBuilder graph, string input, int axis, params int[] sizes)
        => graph.AddMany("Split", [input, graph.Whole([.. sizes.Select(size => (long)size)])], sizes.Length, Attributes.Of("axis", axis));

    /// <summary>The same values under another shape; 0 is the extent that is there.</summary>
    public static string Reshape(GraphBuilder graph, string input, params IEnumerable<int> extents)
        => graph.Add("Reshape", [input, graph.Whole([.. extents.Select(extent => (long)extent)])]);
}
