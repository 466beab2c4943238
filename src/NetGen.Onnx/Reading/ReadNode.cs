using System.Runtime.InteropServices;

using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading;

/// <summary>A node of a model: its inputs, its attributes, and the constants among its inputs.</summary>
internal sealed class ReadNode(NodeProto node, IReadOnlyDictionary<string, TensorProto> constants)
{
    public string Op => node.OpType;

    public string Name => node.Name;

    public string Output => node.Output.Count > 0 ? node.Output[0] : throw new NotSupportedException("it has no output");

    public int InputCount => node.Input.Count;

    public string Input(int index) => Has(index) ? node.Input[index] : throw new NotSupportedException($"input {index} is missing");

    /// <summary>Whether there is an input, which may be left out.</summary>
    public bool Has(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    public bool IsConstant(int index) => Has(index) && constants.ContainsKey(node.Input[index]);

    /// <summary>An input that is part of the model.</summary>
    /// <param name="index">Which input.</param>
    /// <param name="rank">How many axes it has.</param>
    /// <exception cref="NotSupportedException">It is computed, no numbers of single precision, or has other axes.</exception>
    public Weights Constant(int index, int rank)
    {
        Weights constant = Constant(index);
        return constant.Shape.Length == rank && constant.Values.Length > 0 ? constant : throw new NotSupportedException($"input {index} has the shape {string.Join('x', constant.Shape)} where {rank} axes are expected");
    }

    /// <summary>An input that is part of the model, of one number for each channel.</summary>
    /// <exception cref="NotSupportedException">It is computed, no numbers of single precision, or not as many.</exception>
    public Weights ConstantRow(int index, int count)
    {
        Weights constant = Constant(index);
        return constant.Values.Length == count ? constant.As(count) : throw new NotSupportedException($"input {index} has {constant.Values.Length} numbers where {count} are expected");
    }

    /// <summary>An input that is part of the model, of any shape.</summary>
    /// <exception cref="NotSupportedException">It is computed, or no numbers of single precision.</exception>
    public Weights Constant(int index)
    {
        if (!IsConstant(index)) throw new NotSupportedException($"input {index} is computed, and not a part of the model");
        TensorProto tensor = constants[node.Input[index]];
        if (tensor.DataType != (int)TensorProto.Types.DataType.Float || tensor.ExternalData.Count > 0) throw new NotSupportedException($"input {index} is no tensor of float in the model's own file");
        if (tensor.HasRawData && tensor.RawData.Length % sizeof(float) != 0) throw new NotSupportedException($"input {index} ends within a number");
        float[] values = tensor.HasRawData ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray() : [.. tensor.FloatData];
        int[] shape = [.. tensor.Dims.Select(extent => Fitting($"an extent of input {index}", extent, 0))];
        if (values.Length != shape.Aggregate((Int128)1, (product, extent) => product * extent)) throw new NotSupportedException($"input {index} has {values.Length} values for the shape {string.Join('x', shape)}");
        return new Weights(node.Input[index], shape, values);
    }

    public long Whole(string name, long otherwise) => Find(name)?.I ?? otherwise;

    public double Number(string name, double otherwise) => Find(name)?.F ?? otherwise;

    public string Word(string name, string otherwise) => Find(name)?.S.ToStringUtf8() ?? otherwise;

    /// <summary>Whole numbers, each of at least <paramref name="least"/>.</summary>
    /// <exception cref="NotSupportedException">There are more or fewer, or some are out of range.</exception>
    public int[] Wholes(string name, int count, int otherwise, int least = 0)
    {
        if (Find(name) is not { } found) return [.. Enumerable.Repeat(otherwise, count)];
        return found.Ints.Count == count ? [.. found.Ints.Select(value => Fitting(name, value, least))] : throw new NotSupportedException($"{name} has {found.Ints.Count} numbers where {count} are expected");
    }

    /// <summary>Sizes above this are of no image, and their products fit into 64 bits.</summary>
    private static int Fitting(string what, long value, int least)
        => value >= least && value <= 1 << 24 ? (int)value : throw new NotSupportedException($"{what} is {value}");

    private AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal));
}
