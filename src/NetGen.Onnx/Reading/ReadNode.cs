using System.Runtime.InteropServices;

using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading;

/// <summary>A node of a model: its inputs, its attributes, and the constants among its inputs.</summary>
internal sealed class ReadNode(NodeProto node, IReadOnlyDictionary<string, TensorProto> constants)
{
    public string Op => node.OpType;

    public string Name => node.Name;

    public string Output => node.Output[0];

    public int InputCount => node.Input.Count;

    public string Input(int index) => node.Input[index];

    /// <summary>Whether there is an input, which may be left out.</summary>
    public bool Has(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    public bool IsConstant(int index) => Has(index) && constants.ContainsKey(node.Input[index]);

    /// <summary>An input that is part of the model.</summary>
    /// <exception cref="NotSupportedException">It is computed, or no numbers of single precision.</exception>
    public Weights Constant(int index)
    {
        if (!IsConstant(index)) throw new NotSupportedException($"input {index} is computed, and not a part of the model");
        TensorProto tensor = constants[node.Input[index]];
        if (tensor.DataType != (int)TensorProto.Types.DataType.Float || tensor.ExternalData.Count > 0) throw new NotSupportedException($"input {index} is no tensor of float in the model's own file");
        float[] values = tensor.HasRawData ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray() : [.. tensor.FloatData];
        int[] shape = [.. tensor.Dims.Select(extent => checked((int)extent))];
        if (values.Length != shape.Aggregate(1L, (product, extent) => product * extent)) throw new NotSupportedException($"input {index} has {values.Length} values for the shape {string.Join('x', shape)}");
        return new Weights(node.Input[index], shape, values);
    }

    public long Whole(string name, long otherwise) => Find(name)?.I ?? otherwise;

    public double Number(string name, double otherwise) => Find(name)?.F ?? otherwise;

    public string Word(string name, string otherwise) => Find(name)?.S.ToStringUtf8() ?? otherwise;

    public int[] Wholes(string name, int count, int otherwise) => Find(name) is { } found ? [.. found.Ints.Select(value => checked((int)value))] : [.. Enumerable.Repeat(otherwise, count)];

    private AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal));
}
