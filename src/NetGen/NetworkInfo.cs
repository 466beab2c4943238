using System.ComponentModel;
using System.Globalization;

using NetGen.Runtime;

namespace NetGen;

/// <summary>What is known of a network at compile time.</summary>
public sealed class NetworkInfo
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>Height, width, channels; or time steps, features; or features. Of several inputs: the values of a sample, side by side.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>Shape of the output, without the batch. Of several outputs: the values of a sample, side by side.</summary>
    public required IReadOnlyList<int> OutputShape { get; init; }

    /// <summary>The layers in the order in which they run.</summary>
    public required IReadOnlyList<LayerInfo> Layers { get; init; }

    /// <summary>The parameters in the order of the file; trained ones and state.</summary>
    public required IReadOnlyList<ParameterInfo> Parameters { get; init; }

    /// <summary>Floats of workspace that one inference call uses, whatever the batch.</summary>
    public required int InferenceWorkspace { get; init; }

    /// <summary>Floats in the packed block, padding included.</summary>
    public required int PackedSize { get; init; }

    /// <summary>Floats of the packed block that training changes; state (running statistics) lies behind them.</summary>
    public required int TrainedPackedSize { get; init; }

    /// <summary>
    /// Floats at the beginning of the packed block that inference does not read: those of weights that it has in fewer bits behind the block. A network that is
    /// never trained need not hold them.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int MasterSize { get; init; }

    /// <summary>
    /// The loss that is predicted before the first training step, for labels or targets (of mean 0 and variance 1) that know nothing of the
    /// input; null without a loss. A network that favours no class has ln(classes).
    /// </summary>
    public double? PredictedLoss { get; init; }

    /// <summary>The inputs in the order in which the network's methods take them.</summary>
    public IReadOnlyList<TensorInfo> Inputs
    {
        get => field ??= [new TensorInfo("input", InputShape, 0)];
        init
        {
            field = value;
            IsPlain = false;
        }
    }

    /// <summary>The outputs in the order in which the network's methods give them.</summary>
    public IReadOnlyList<TensorInfo> Outputs
    {
        get => field ??= [new TensorInfo(Layers.Count > 0 ? Layers[^1].Name : "output", OutputShape, 0)];
        init;
    }

    /// <summary>Whether the network's methods take one input of numbers and one output.</summary>
    internal bool IsPlain { get; private init; } = true;

    /// <summary>Values per input sample.</summary>
    public int InputSize => Product(InputShape);

    /// <summary>Values per output sample.</summary>
    public int OutputSize => Product(OutputShape);

    /// <summary>Trained parameters, without padding and state.</summary>
    public long ParameterCount
    {
        get
        {
            long count = 0;
            foreach (ParameterInfo parameter in Parameters)
            {
                if (parameter.IsTrained) count += parameter.Count;
            }

            return count;
        }
    }

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public long MultiplyAdds
    {
        get
        {
            long count = 0;
            foreach (LayerInfo layer in Layers) count += layer.MultiplyAdds;
            return count;
        }
    }

    /// <summary>A table: each layer with its output, its parameters, the predicted size of its output, and its multiply-adds.</summary>
    public override string ToString()
    {
        string inputs = string.Join(" and ", Inputs.Select(input => Words.Shape(input.Shape)));
        string outputs = string.Join(" and ", Outputs.Select(output => Words.Shape(output.Shape)));
        string head = $"{Name}: {inputs} -> {outputs}, {Grouped(ParameterCount)} parameters, {Grouped(MultiplyAdds)} multiply-adds\n";
        return head + Words.Table(
        [
            ["layer", "output", "parameters", "predicted std", "multiply-adds"],
            .. Layers.Select(layer => (string[])
            [
                layer.Name,
                Words.Shape(layer.OutputShape),
                Grouped(layer.ParameterCount),
                layer.Predicted.Std.ToString("G3", CultureInfo.InvariantCulture),
                Grouped(layer.MultiplyAdds),
            ]),
        ]);

        static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
    }

    internal static int Product(IReadOnlyList<int> shape)
    {
        // By index: an enumerator would be an allocation, and trainers ask in every step.
        int product = 1;
        for (int axis = 0; axis < shape.Count; axis++) product *= shape[axis];
        return product;
    }
}

/// <summary>An input or an output of a network.</summary>
/// <param name="Name">What the network's methods call it.</param>
/// <param name="Shape">Without the batch.</param>
/// <param name="Vocabulary">Above 0: it holds indices from 0 to this, exclusive, and not numbers.</param>
public sealed record TensorInfo(string Name, IReadOnlyList<int> Shape, int Vocabulary)
{
    /// <summary>Values per sample.</summary>
    public int Size => NetworkInfo.Product(Shape);

    /// <summary>Of an output that tells classes apart: their names in the order of their labels, where the loss declares them. Else empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Of an input that holds how many steps each sample has of another, from 1 to below <see cref="Vocabulary"/>: that one's name. Else null.</summary>
    public string? LengthsOf { get; init; }

    /// <summary>Of an output: what <c>Predict</c> makes of what <c>Forward</c> gives.</summary>
    public OutputLink Link { get; init; }
}

/// <summary>One layer.</summary>
/// <param name="Name">Its name: given, or kind and 1-based count.</param>
/// <param name="Kind">Its attribute's name: Conv2D, Dense, ReLU ...</param>
/// <param name="OutputShape">Shape of its output, without the batch.</param>
/// <param name="ParameterCount">Trained parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
/// <param name="Description">One sentence: what it does, its sizes, its initialiser.</param>
/// <param name="Predicted">What the output is predicted to look like before the first training step.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    IReadOnlyList<int> OutputShape,
    long ParameterCount,
    long MultiplyAdds,
    string Description,
    PredictedSignal Predicted)
{
    /// <summary>The names of what it reads, in order: layers, or inputs of the network.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What it does besides what its kind, shapes and parameters say: windows, groups, heads, slopes.</summary>
    public LayerSettings Settings { get; init; } = LayerSettings.None;
}

/// <summary>One parameter tensor.</summary>
/// <param name="Name">PyTorch's name: <c>conv1.weight</c>, <c>bn1.running_mean</c> ...</param>
/// <param name="Shape">PyTorch's shape: [out, in/groups, kh, kw], [out, in], [n].</param>
/// <param name="Initializer">How it begins, in words: 'He, std 0.283'.</param>
/// <param name="FanIn">Inputs that each output unit sums; 0 where the notion has no meaning.</param>
/// <param name="FanOut">Outputs that each input unit reaches; 0 where the notion has no meaning.</param>
/// <param name="InitialStd">Standard deviation of the initial values.</param>
/// <param name="IsTrained">Whether the optimiser changes it; running statistics are state.</param>
/// <param name="Layout">Where its elements lie in the packed block.</param>
public sealed record ParameterInfo(
    string Name,
    IReadOnlyList<int> Shape,
    string Initializer,
    int FanIn,
    int FanOut,
    float InitialStd,
    bool IsTrained,
    ParameterLayout Layout)
{
    /// <summary>Number of elements, without padding.</summary>
    public int Count => NetworkInfo.Product(Shape);

    /// <summary>In how many bits inference keeps its elements, and files have them.</summary>
    public WeightPrecision Precision { get; init; }

    /// <summary>First float of the packed block, and of what lies behind it, where its elements lie in fewer bits.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int NarrowOffset { get; init; }

    /// <summary>In 8 bits: first float of the packed block, and of what lies behind it, where the scales of its outputs lie, padded to whole panels.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int ScaleOffset { get; init; }

    /// <summary>
    /// In 8 bits: whether they lie in bundles of four inputs, for products with rows in 8 bits (<see cref="Quantization"/>), and behind the scales what
    /// such rows add too much.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsBundled { get; init; }

    /// <summary>
    /// Where files have its rows, in order, if PyTorch divides the same numbers into other tensors: attention to another sequence. Empty where a file has it
    /// under its own name.
    /// </summary>
    public IReadOnlyList<FilePart> FileParts { get; init; } = [];
}

/// <summary>Rows of a parameter in a tensor of a file.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="TensorRows">Rows of the whole tensor.</param>
/// <param name="Row">The first of the parameter's among them.</param>
/// <param name="Rows">How many are the parameter's.</param>
public sealed record FilePart(string Tensor, int TensorRows, int Row, int Rows);
