using System.Globalization;
using System.Runtime.InteropServices;

using Google.Protobuf;

namespace NetGen.Onnx.Graphs;

/// <summary>Adds nodes and numbers to a graph, and gives each tensor a name of its own.</summary>
internal sealed class GraphBuilder
{
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    /// <summary>An empty graph.</summary>
    /// <param name="opset">The version of the operators.</param>
    /// <param name="reserved">Names that are the caller's to give.</param>
    public GraphBuilder(int opset, IEnumerable<string> reserved)
    {
        Opset = opset;
        _names = new HashSet<string>(reserved, StringComparer.Ordinal);
    }

    /// <summary>The version of the operators.</summary>
    public int Opset { get; }

    public GraphProto Graph { get; } = new();

    /// <summary>What the names of nodes and tensors begin with: the layer at hand.</summary>
    public string Scope { get; set; } = string.Empty;

    /// <summary>A node with one result.</summary>
    /// <returns>The result's name.</returns>
    public string Add(string op, IReadOnlyList<string> inputs, params AttributeProto[] attributes)
    {
        string output = NameOf($"{Scope}/{op}");
        AddNode(op, inputs, [output], attributes);
        return output;
    }

    /// <summary>A node of one input and one result.</summary>
    /// <inheritdoc cref="Add(string, IReadOnlyList{string}, AttributeProto[])" path="/returns"/>
    public string Add(string op, string input, params AttributeProto[] attributes) => Add(op, [input], attributes);

    /// <summary>A node with so many results.</summary>
    public string[] AddMany(string op, IReadOnlyList<string> inputs, int count, params AttributeProto[] attributes)
    {
        string[] outputs = [.. Enumerable.Range(0, count).Select(_ => NameOf($"{Scope}/{op}"))];
        AddNode(op, inputs, outputs, attributes);
        return outputs;
    }

    /// <summary>A node whose results have names already; an empty one is a result that nobody asks for.</summary>
    public void AddNode(string op, IEnumerable<string> inputs, IReadOnlyList<string> outputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = op, Name = outputs.First(output => output.Length > 0) };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes);
        Graph.Node.Add(node);
    }

    /// <summary>A name that nothing has yet.</summary>
    public string NameOf(string wish)
    {
        string name = wish;
        for (int number = 2; !_names.Add(name); number++) name = $"{wish}_{number}";
        return name;
    }

    /// <summary>Weights, as they are.</summary>
    public string Number(Weights weights)
    {
        TensorProto tensor = new() { Name = NameOf(weights.Name), DataType = (int)TensorProto.Types.DataType.Float, RawData = Raw<float>(weights.Values) };
        tensor.Dims.AddRange(weights.Shape.Select(extent => (long)extent));
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>One number, which all who need it share.</summary>
    public string Scalar(double value)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"constant/{(float)value:R}");
        if (_constants.TryGetValue(key, out string? known)) return known;
        return _constants[key] = Number(new Weights(key, [], [(float)value]));
    }

    /// <summary>Several numbers, in one axis.</summary>
    public string Numbers(params float[] values) => Number(new Weights($"{Scope}/constant", [values.Length], values));

    /// <summary>Whole numbers in one axis, such as extents, which all who need them share.</summary>
    public string Whole(params long[] values) => Constant($"constant/int64/{string.Join('x', values)}", values, TensorProto.Types.DataType.Int64);

    /// <summary>The same in 32 bits.</summary>
    public string Whole32(params int[] values) => Constant($"constant/int32/{string.Join('x', values)}", values, TensorProto.Types.DataType.Int32);

    /// <summary>An input of the model.</summary>
    public void Input(string name, bool isWhole, IEnumerable<int> shape) => Graph.Input.Add(Describe(name, isWhole, shape));

    /// <summary>An output of the model.</summary>
    public void Output(string name, IEnumerable<int> shape) => Graph.Output.Add(Describe(name, isWhole: false, shape));

    private string Constant<T>(string key, T[] values, TensorProto.Types.DataType type)
        where T : unmanaged
    {
        if (_constants.TryGetValue(key, out string? known)) return known;
        TensorProto tensor = new() { Name = NameOf(key), DataType = (int)type, RawData = Raw<T>(values) };
        tensor.Dims.Add(values.Length);
        Graph.Initializer.Add(tensor);
        _constants.Add(key, tensor.Name);
        return tensor.Name;
    }

    private static ValueInfoProto Describe(string name, bool isWhole, IEnumerable<int> shape)
    {
        TensorShapeProto extents = new();
        extents.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        foreach (int extent in shape) extents.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = extent });
        int type = (int)(isWhole ? TensorProto.Types.DataType.Int32 : TensorProto.Types.DataType.Float);
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = extents } } };
    }

    /// <summary>Files are little-endian, whatever the processor.</summary>
    private static ByteString Raw<T>(T[] values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes<T>(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            int size = bytes.Length / Math.Max(values.Length, 1);
            for (int start = 0; start < bytes.Length; start += size) Array.Reverse(bytes, start, size);
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
