using System.Globalization;

using NetGen.Runtime;

namespace NetGen.Data;

/// <summary>
/// Samples in memory: each a row of <see cref="InputSize"/> floats with either a class label or a row of <see cref="TargetSize"/> target values.
/// The arrays are used as they are, not copied: what is written into them later is what training and evaluation see. Labels are therefore
/// checked again wherever they are used.
/// </summary>
public sealed class Dataset
{
    private readonly ReadOnlyMemory<float> _inputs;
    private readonly ReadOnlyMemory<int> _labels;
    private readonly ReadOnlyMemory<float> _targets;

    /// <summary>Samples with class labels.</summary>
    /// <param name="inputs">Count x <paramref name="inputSize"/> values, row-major; images are channels last.</param>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="labels">One label per sample, from 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">The lengths disagree, or a label is out of range.</exception>
    public Dataset(float[] inputs, int inputSize, int[] labels, int classes)
        : this(inputs, inputSize)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.Length != Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(Count, "sample")}, but {Words.Count(labels.Length, "label")}."), nameof(labels));
        _labels = labels;
        Classes = classes;
        RequireLabels(nameof(labels));
    }

    /// <summary>Samples with target values.</summary>
    /// <param name="inputs">Count x <paramref name="inputSize"/> values, row-major; images are channels last.</param>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="targets">Count x <paramref name="targetSize"/> values, row-major.</param>
    /// <param name="targetSize">Target values per sample.</param>
    /// <exception cref="ArgumentException">The lengths disagree.</exception>
    public Dataset(float[] inputs, int inputSize, float[] targets, int targetSize)
        : this(inputs, inputSize)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        if (targets.Length != (long)Count * targetSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Words.Count(Count, "sample")} of {Words.Count(targetSize, "target")} need {Words.Count((long)Count * targetSize, "value")}, but there are {targets.Length}."), nameof(targets));
        _targets = targets;
        TargetSize = targetSize;
    }

    /// <summary>Samples of a network with several inputs, outputs or losses, as rows that its own methods have filled and checked.</summary>
    internal Dataset(NetworkInfo network, TrainingProgram program, float[] inputs, float[] targets, int count)
    {
        Network = network;
        _inputs = inputs;
        _targets = targets;
        InputSize = network.InputSize;
        TargetSize = program.TargetSize;
        Count = count;
    }

    private Dataset(float[] inputs, int inputSize)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        if (inputs.Length % inputSize != 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{inputs.Length} values are no whole number of samples of {inputSize}."), nameof(inputs));
        _inputs = inputs;
        InputSize = inputSize;
        Count = inputs.Length / inputSize;
    }

    private Dataset(Dataset source, int start, int count)
    {
        InputSize = source.InputSize;
        Classes = source.Classes;
        TargetSize = source.TargetSize;
        Network = source.Network;
        Count = count;
        _inputs = source._inputs.Slice(start * InputSize, count * InputSize);
        _labels = source.HasLabels ? source._labels.Slice(start, count) : default;
        _targets = source._targets.Slice(start * TargetSize, count * TargetSize);
    }

    /// <summary>The network whose inputs and targets the rows hold side by side; null for samples of one input and one target.</summary>
    internal NetworkInfo? Network { get; }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Values per sample.</summary>
    public int InputSize { get; }

    /// <summary>Number of classes; 0 where the samples have targets instead of labels.</summary>
    public int Classes { get; }

    /// <summary>Target values per sample; 0 where the samples have labels instead of targets.</summary>
    public int TargetSize { get; }

    /// <summary>Whether the samples have class labels.</summary>
    public bool HasLabels => Classes > 0;

    /// <summary>All inputs: Count x <see cref="InputSize"/>.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.Span;

    /// <summary>All labels; empty where the samples have targets.</summary>
    public ReadOnlySpan<int> Labels => _labels.Span;

    /// <summary>All targets: Count x <see cref="TargetSize"/>; empty where the samples have labels.</summary>
    public ReadOnlySpan<float> Targets => _targets.Span;

    /// <summary>The inputs of one sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int index) => _inputs.Span.Slice(Checked(index) * InputSize, InputSize);

    /// <summary>The targets of one sample; empty where the samples have labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Target(int index) => _targets.Span.Slice(Checked(index) * TargetSize, TargetSize);

    /// <summary>Samples <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1, in the same memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Dataset Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return new Dataset(this, start, count);
    }

    /// <summary>Refuses labels that are out of range: the array is the caller's, who may have written into it since the last look.</summary>
    internal void RequireLabels(string argument)
    {
        ReadOnlySpan<int> labels = Labels;
        for (int index = 0; index < labels.Length; index++)
        {
            int label = labels[index];
            if ((uint)label >= (uint)Classes) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Label {index} is {label}; expected 0 to {Classes - 1}."), argument);
        }
    }

    /// <summary>An index that, multiplied, overflows could be taken for another sample's.</summary>
    private int Checked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return index;
    }
}
