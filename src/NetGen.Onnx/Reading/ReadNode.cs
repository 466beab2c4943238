using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading;

/// <summary>A node of a model: its inputs, its attributes, and what is known of both.</summary>
internal sealed class ReadNode(NodeProto node, ModelReading model)
{
    /// <summary>Sizes above this are of no image, and their products fit into 64 bits.</summary>
    private const int LargestSize = 1 << 24;

    public ModelReading Model => model;

    public string Op => node.OpType;

    public string Output => node.Output.Count > 0 ? node.Output[0] : throw new NotSupportedException("it has no output");

    public int OutputCount => node.Output.Count;

    public int InputCount => node.Input.Count;

    /// <summary>What a layer is called: as its weights say it, else as its node does.</summary>
    public string LayerName
    {
        get
        {
            if (IsConstant(1) && node.Input[1].LastIndexOf('.') is > 0 and var end) return Clean(node.Input[1][..end]);
            string[] parts = node.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            string name = Clean(string.Join('.', parts.Length > 1 ? parts[..^1] : parts));
            return name.Length > 0 ? name : Clean(Output) is { Length: > 0 } output ? output : "layer";
        }
    }

    /// <summary>Whether anything reads a result.</summary>
    public bool Gives(int index) => index < node.Output.Count && node.Output[index].Length > 0 && model.IsRead(node.Output[index]);

    public string Input(int index) => Has(index) ? node.Input[index] : throw new NotSupportedException($"input {index} is missing");

    /// <summary>Whether there is an input, which may be left out.</summary>
    public bool Has(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    public bool IsConstant(int index) => Has(index) && model.IsConstant(node.Input[index]);

    /// <summary>An input that is computed.</summary>
    public ReadValue Value(int index) => model.Find(Input(index));

    /// <summary>An input that is part of the model.</summary>
    /// <exception cref="NotSupportedException">It is computed.</exception>
    public Constant Constant(int index) => IsConstant(index) ? model.ConstantOf(node.Input[index])
        : Has(index) ? throw NotConstant(index)
        : throw new NotSupportedException($"input {index} is missing");

    /// <summary>Numbers that are part of the model, of so many axes.</summary>
    /// <exception cref="NotSupportedException">They are computed, are none, or have other axes.</exception>
    public Weights Weights(int index, int rank)
    {
        Weights weights = Constant(index).ToWeights();
        return weights.Shape.Length == rank && weights.Values.Length > 0
            ? weights
            : throw new NotSupportedException($"input {index} has the shape {string.Join('x', weights.Shape)} where {rank} axes are expected");
    }

    /// <summary>Numbers that are part of the model, one for each channel.</summary>
    /// <exception cref="NotSupportedException">They are computed, are none, or not as many.</exception>
    public Weights Row(int index, int count)
    {
        Weights weights = Constant(index).ToWeights();
        return weights.Values.Length == count
            ? weights.As(count)
            : throw new NotSupportedException($"input {index} has {weights.Values.Length} numbers where {count} are expected");
    }

    /// <summary>Whole numbers that were an attribute before they became an input; null where there are none.</summary>
    public long[]? WholesOf(int input, string attribute) => Has(input) ? Constant(input).WholesOrRefuse() : Find(attribute)?.Ints.ToArray();

    /// <summary>A number that was an attribute before it became an input; null where there is none.</summary>
    public float? NumberOf(int input, string attribute)
        => !Has(input) ? Find(attribute)?.F
            : Constant(input) is { Count: 1 } constant ? constant.Numbers?[0] ?? constant.Wholes![0]
            : throw new NotSupportedException($"input {input} is no single number");

    public bool HasAttribute(string name) => Find(name) is not null;

    public long Whole(string name, long otherwise) => Find(name)?.I ?? otherwise;

    public double Number(string name, double otherwise) => Find(name)?.F ?? otherwise;

    public string Word(string name, string otherwise) => Find(name)?.S.ToStringUtf8() ?? otherwise;

    public string[] Words(string name) => [.. (Find(name)?.Strings ?? []).Select(word => word.ToStringUtf8())];

    public float[] Numbers(string name) => [.. Find(name)?.Floats ?? []];

    public TensorProto? Tensor(string name) => Find(name)?.T;

    /// <summary>Whole numbers, each of at least <paramref name="least"/>.</summary>
    /// <exception cref="NotSupportedException">There are more or fewer, or some are out of range.</exception>
    public int[] Wholes(string name, int count, int otherwise, int least = 0)
    {
        if (Find(name) is not { } found) return [.. Enumerable.Repeat(otherwise, count)];
        return found.Ints.Count == count ? [.. found.Ints.Select(value => Fitting(name, value, least))] : throw new NotSupportedException($"{name} has {found.Ints.Count} numbers where {count} are expected");
    }

    public static int Fitting(string what, long value, int least)
        => value >= least && value <= LargestSize ? (int)value : throw new NotSupportedException($"{what} is {value}");

    /// <summary>Layers may be called anything, in parts with dots between.</summary>
    private static string Clean(string name) => string.Join('.', name.Split('.', StringSplitOptions.RemoveEmptyEntries));

    private Exception NotConstant(int index)
    {
        model.Find(node.Input[index]); // what could not be read itself has been complained of
        return new NotSupportedException($"input {index} is computed, and not a part of the model");
    }

    private AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal));
}
