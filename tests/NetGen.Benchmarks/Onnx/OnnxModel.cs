using System.Globalization;

using NetGen.Benchmarks.Graphs;

namespace NetGen.Benchmarks.Onnx;

/// <summary>
/// Writes a network as an ONNX model (opset 17) for a fixed batch, which gives a runtime the most to plan with. Images are batch,
/// channels, height, width.
/// </summary>
internal static class OnnxModel
{

    /// <summary>The model's bytes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Values by name, in the file convention.</param>
    /// <param name="info">Their shapes.</param>
    /// <param name="batch">Samples per run.</param>
    public static byte[] Write(NetworkGraph graph, IReadOnlyDictionary<string, float[]> parameters, NetworkInfo info, int batch)
    {
        var body = new OnnxGraph();
        foreach (ParameterInfo parameter in info.Parameters) body.Parameter(parameter.Name, [.. parameter.Shape.Select(static extent => (long)extent)], parameters[parameter.Name]);
        for (int i = 0; i < graph.Layers.Count; i++)
        {
            GraphLayer layer = graph.Layers[i];
            string output = i == graph.Layers.Count - 1 ? "output" : Value(i + 1);
            string[] values = [.. layer.Inputs.Select(Value)];
            if (!OnnxSequences.Add(body, layer, values, output)) AddNodes(body, layer, values, output);
        }
        return new ProtobufWriter()
            .Integer(1, 8) // ir_version
            .Text(2, "NetGen.Benchmarks")
            .Message(7, body.ToMessage(graph.Name, [batch, .. graph.InputShape], [batch, .. graph.OutputShape]))
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Integer(2, 17)) // opset_import
            .ToArray();
    }

    private static string Value(int index) => index == 0 ? "input" : string.Create(CultureInfo.InvariantCulture, $"v{index}");

    private static void AddNodes(OnnxGraph body, GraphLayer layer, string[] values, string output)
    {
        switch (layer)
        {
            case ConvolutionLayer convolution:
                body.Node("Conv", Operands(values[0], convolution.Weight, convolution.Bias), output, Windowed(
                    convolution.Window, OnnxGraph.Attribute("dilations", [convolution.Dilation, convolution.Dilation]), OnnxGraph.Attribute("group", convolution.Groups)));
                break;
            case DenseLayer dense: body.Node("Gemm", Operands(values[0], dense.Weight, dense.Bias), output, OnnxGraph.Attribute("transB", 1)); break;
            case MaxPoolLayer pool: body.Node("MaxPool", values, output, Windowed(pool.Window)); break;
            case RectifierLayer: body.Node("Relu", values, output); break;

            // Its result has two axes; the mean of what lies behind the first two is a vector per sample.
            case GlobalAverageLayer: body.Node("ReduceMean", values, output, OnnxGraph.Attribute("axes", [2, 3]), OnnxGraph.Attribute("keepdims", 0)); break;
            case FlattenLayer: body.Node("Flatten", values, output); break;
            case AddLayer: body.Node("Add", values, output); break;
            case DropoutLayer: body.Node("Identity", values, output); break;
            default: throw new NotSupportedException($"{layer.GetType().Name} has no ONNX operator here.");
        }
    }

    private static string[] Operands(string value, string weight, string? bias) => bias is null ? [value, weight] : [value, weight, bias];

    private static ProtobufWriter[] Windowed(Window window, params ProtobufWriter[] others) =>
    [
        OnnxGraph.Attribute("kernel_shape", [window.Height, window.Width]),
        OnnxGraph.Attribute("strides", [window.StrideHeight, window.StrideWidth]),
        OnnxGraph.Attribute("pads", [window.Top, window.Left, window.Bottom, window.Right]),
        .. others,
    ];
}
