using System.Buffers.Binary;
using System.Globalization;

using NetGen.Benchmarks.Graphs;

namespace NetGen.Benchmarks.Onnx;

/// <summary>
/// Writes a network as an ONNX model (opset 17) for a fixed batch, which gives a runtime the most to plan with. Images are batch,
/// channels, height, width. Field numbers are those of onnx.proto.
/// </summary>
internal static class OnnxModel
{
    private const int FloatType = 1;
    private const int AttributeIsInteger = 2;
    private const int AttributeIsIntegers = 7;

    /// <summary>The model's bytes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Values by name, in the file convention.</param>
    /// <param name="info">Their shapes.</param>
    /// <param name="batch">Samples per run.</param>
    public static byte[] Write(NetworkGraph graph, IReadOnlyDictionary<string, float[]> parameters, NetworkInfo info, int batch)
    {
        var body = new ProtobufWriter();
        for (int i = 0; i < graph.Layers.Count; i++)
        {
            string output = i == graph.Layers.Count - 1 ? "output" : Value(i + 1);
            body.Message(1, Node(graph.Layers[i], output));
        }

        body.Text(2, graph.Name);
        foreach (ParameterInfo parameter in info.Parameters) body.Message(5, Tensor(parameter, parameters[parameter.Name]));
        body.Message(11, Declaration("input", [batch, .. graph.InputShape]));
        body.Message(12, Declaration("output", [batch, .. graph.OutputShape]));
        return new ProtobufWriter()
            .Integer(1, 8) // ir_version
            .Text(2, "NetGen.Benchmarks")
            .Message(7, body)
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Integer(2, 17)) // opset_import
            .ToArray();
    }

    private static string Value(int index) => index == 0 ? "input" : string.Create(CultureInfo.InvariantCulture, $"v{index}");

    private static ProtobufWriter Node(GraphLayer layer, string output)
    {
        string[] values = [.. layer.Inputs.Select(Value)];
        return layer switch
        {
            ConvolutionLayer convolution => Windowed(Start("Conv", Operands(values[0], convolution.Weight, convolution.Bias), output), convolution.Window)
                .Message(5, Attribute("dilations", [convolution.Dilation, convolution.Dilation]))
                .Message(5, Attribute("group", convolution.Groups)),
            DenseLayer dense => Start("Gemm", Operands(values[0], dense.Weight, dense.Bias), output).Message(5, Attribute("transB", 1)),
            MaxPoolLayer pool => Windowed(Start("MaxPool", values, output), pool.Window),
            RectifierLayer => Start("Relu", values, output),

            // Its result has two axes; the mean of what lies behind the first two is a vector per sample.
            GlobalAverageLayer => Start("ReduceMean", values, output).Message(5, Attribute("axes", [2, 3])).Message(5, Attribute("keepdims", 0)),
            FlattenLayer => Start("Flatten", values, output),
            AddLayer => Start("Add", values, output),
            DropoutLayer => Start("Identity", values, output),
            _ => throw new NotSupportedException($"{layer.GetType().Name} has no ONNX operator here."),
        };
    }

    private static string[] Operands(string value, string weight, string? bias) => bias is null ? [value, weight] : [value, weight, bias];

    private static ProtobufWriter Start(string type, IEnumerable<string> inputs, string output)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs) node.Text(1, input);
        return node.Text(2, output).Text(4, type);
    }

    private static ProtobufWriter Windowed(ProtobufWriter node, Window window) => node
        .Message(5, Attribute("kernel_shape", [window.Height, window.Width]))
        .Message(5, Attribute("strides", [window.StrideHeight, window.StrideWidth]))
        .Message(5, Attribute("pads", [window.Top, window.Left, window.Bottom, window.Right]));

    private static ProtobufWriter Attribute(string name, long value) => new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, AttributeIsInteger);

    private static ProtobufWriter Attribute(string name, long[] values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        foreach (long value in values) attribute.Integer(8, value);
        return attribute.Integer(20, AttributeIsIntegers);
    }

    private static ProtobufWriter Tensor(ParameterInfo parameter, float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return new ProtobufWriter()
            .Integers(1, parameter.Shape.Select(static extent => (long)extent))
            .Integer(2, FloatType)
            .Text(8, parameter.Name)
            .Bytes(9, bytes);
    }

    private static ProtobufWriter Declaration(string name, IEnumerable<int> shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (int extent in shape) dimensions.Message(1, new ProtobufWriter().Integer(1, extent));
        var tensor = new ProtobufWriter().Integer(1, FloatType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
