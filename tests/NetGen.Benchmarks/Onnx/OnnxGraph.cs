using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Onnx;

/// <summary>Nodes and constants of a model's graph. Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int FloatType = 1;
    private const int IntegerType = 7;
    private const int AttributeIsFloat = 1;
    private const int AttributeIsInteger = 2;
    private const int AttributeIsText = 3;
    private const int AttributeIsIntegers = 7;

    private readonly ProtobufWriter _body = new();
    private readonly Dictionary<string, float[]> _parameters = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>A whole number.</summary>
    public static ProtobufWriter Attribute(string name, long value) => new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, AttributeIsInteger);

    /// <summary>A number.</summary>
    public static ProtobufWriter Attribute(string name, float value) => new ProtobufWriter().Text(1, name).Float(2, value).Integer(20, AttributeIsFloat);

    /// <summary>A word.</summary>
    public static ProtobufWriter Attribute(string name, string value) => new ProtobufWriter().Text(1, name).Text(4, value).Integer(20, AttributeIsText);

    /// <summary>Whole numbers.</summary>
    public static ProtobufWriter Attribute(string name, long[] values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        foreach (long value in values) attribute.Integer(8, value);
        return attribute.Integer(20, AttributeIsIntegers);
    }

    /// <summary>A parameter's values under its name.</summary>
    public void Parameter(string name, long[] shape, float[] values)
    {
        _parameters.Add(name, values);
        Initializer(name, FloatType, shape, Bytes(values));
    }

    /// <summary>The values of a parameter that was added.</summary>
    public float[] Values(string parameter) => _parameters[parameter];

    /// <summary>A constant; its name.</summary>
    public string Constant(float[] values, params long[] shape)
    {
        string name = NextName();
        Initializer(name, FloatType, shape, Bytes(values));
        return name;
    }

    /// <summary>A list of whole numbers, as operators take shapes and axes; its name.</summary>
    public string Constant(params long[] values)
    {
        string name = NextName();
        Initializer(name, IntegerType, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));
        return name;
    }

    /// <summary>A node that gives a value of the graph's own; its name.</summary>
    public string Node(string type, IEnumerable<string> inputs, params ProtobufWriter[] attributes)
    {
        string name = NextName();
        Node(type, inputs, [name], attributes);
        return name;
    }

    /// <summary>A node that gives a value of this name.</summary>
    public void Node(string type, IEnumerable<string> inputs, string output, params ProtobufWriter[] attributes) => Node(type, inputs, [output], attributes);

    /// <summary>A node that gives values of these names; one without a name is not wanted.</summary>
    public void Node(string type, IEnumerable<string> inputs, IEnumerable<string> outputs, params ProtobufWriter[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs) node.Text(1, input);
        foreach (string output in outputs) node.Text(2, output);
        node.Text(4, type);
        foreach (ProtobufWriter attribute in attributes) node.Message(5, attribute);
        _body.Message(1, node);
    }

    /// <summary>A name that nobody else has.</summary>
    public string NextName() => string.Create(CultureInfo.InvariantCulture, $"t{++_count}");

    /// <summary>The graph, which takes 'input' and gives 'output'.</summary>
    public ProtobufWriter ToMessage(string name, IEnumerable<int> inputShape, IEnumerable<int> outputShape)
        => _body.Text(2, name).Message(11, Declaration("input", inputShape)).Message(12, Declaration("output", outputShape));

    private static byte[] Bytes(float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    private static ProtobufWriter Declaration(string name, IEnumerable<int> shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (int extent in shape) dimensions.Message(1, new ProtobufWriter().Integer(1, extent));
        var tensor = new ProtobufWriter().Integer(1, FloatType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private void Initializer(string name, int type, IEnumerable<long> shape, ReadOnlySpan<byte> values)
        => _body.Message(5, new ProtobufWriter().Integers(1, shape).Integer(2, type).Text(8, name).Bytes(9, values));
}
