using System.Globalization;

namespace NetGen.Data;

/// <summary>What each sample of a <see cref="SampleSource"/> consists of.</summary>
public sealed record SampleFormat
{
    private readonly IReadOnlyList<int>? _inputShape;
    private readonly IReadOnlyList<string> _classNames = [];

    private SampleFormat(int inputSize, int classes, int targetSize)
    {
        InputSize = inputSize;
        Classes = classes;
        TargetSize = targetSize;
    }

    /// <summary>Values per sample.</summary>
    public int InputSize { get; }

    /// <summary>Number of classes; 0 where the samples have targets instead of labels.</summary>
    public int Classes { get; }

    /// <summary>Target values per sample; 0 where the samples have labels instead of targets.</summary>
    public int TargetSize { get; }

    /// <summary>Whether the samples have class labels.</summary>
    public bool HasLabels => Classes > 0;

    /// <summary>
    /// The label of samples that do not count, such as -100: they are read, but neither the loss nor metrics nor weights of classes look at them. For a loss that ignores it too,
    /// as <c>[SoftmaxCrossEntropy(IgnoreLabel = -100)]</c> does. Null where all labels are classes.
    /// </summary>
    public int? IgnoredLabel { get; init; }

    /// <summary>Height, width, channels of an image; time steps, features of a sequence; [<see cref="InputSize"/>] unless said otherwise.</summary>
    /// <exception cref="ArgumentException">Its product is not <see cref="InputSize"/>.</exception>
    public IReadOnlyList<int> InputShape
    {
        get => _inputShape ?? [InputSize];
        init
        {
            OptionGuard.NotNull(value);
            long size = 1;
            foreach (int extent in value) size *= extent;
            if (size != InputSize || value.Any(static extent => extent < 1))
                throw OptionGuard.Wrong(string.Create(CultureInfo.InvariantCulture, $"A sample of {Words.Shape(value)} is not one of {Words.Count(InputSize, "value")}."));
            _inputShape = [.. value];
        }
    }

    /// <summary>What the classes are called, in the order of the labels; empty where they have no names.</summary>
    /// <exception cref="ArgumentException">They are not as many as the classes.</exception>
    public IReadOnlyList<string> ClassNames
    {
        get => _classNames;
        init
        {
            OptionGuard.NotNull(value);
            if (value.Count != 0 && value.Count != Classes)
                throw OptionGuard.Wrong(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(value.Count, "name")} for {(Classes == 1 ? "1 class" : Classes + " classes")}."));
            _classNames = [.. value];
        }
    }

    /// <summary>The network whose inputs and targets the rows hold side by side; null for samples of one input and one target.</summary>
    internal NetworkInfo? Network { get; init; }

    /// <summary>Whether a label is that of samples that do not count.</summary>
    internal bool Ignores(int label) => label == IgnoredLabel;

    /// <summary>Samples with a class label.</summary>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is below 1.</exception>
    public static SampleFormat OfLabels(int inputSize, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return new(inputSize, classes, 0);
    }

    /// <summary>Samples with target values.</summary>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="targetSize">Target values per sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is below 1.</exception>
    public static SampleFormat OfTargets(int inputSize, int targetSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        return new(inputSize, 0, targetSize);
    }
}
