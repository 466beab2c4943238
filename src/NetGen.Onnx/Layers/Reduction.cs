using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Sums, means and maxima along axes: their axes were attributes before they became inputs.</summary>
internal static class Reduction
{
    private const int AxesAreInputs = 18;

    public static string Sum(GraphBuilder graph, string input, bool keeps, params int[] axes) => WithInput(graph, "ReduceSum", input, keeps, axes);

    public static string Mean(GraphBuilder graph, string input, bool keeps, params int[] axes) => Add(graph, "ReduceMean", input, keeps, axes);

    public static string Maximum(GraphBuilder graph, string input, bool keeps, params int[] axes) => Add(graph, "ReduceMax", input, keeps, axes);

    private static string Add(GraphBuilder graph, string op, string input, bool keeps, int[] axes)
        => graph.Opset >= AxesAreInputs ? WithInput(graph, op, input, keeps, axes) : graph.Add(op, input, Attributes.Of("axes", axes), Keeps(keeps));

    private static string WithInput(GraphBuilder graph, string op, string input, bool keeps, int[] axes)
        => graph.Add(op, [input, graph.Whole([.. axes.Select(axis => (long)axis)])], Keeps(keeps));

    private static AttributeProto Keeps(bool keeps) => Attributes.Of("keepdims", keeps ? 1L : 0L);
}
