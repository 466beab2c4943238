using System.Globalization;

using NetGen.Runtime;

namespace NetGen.Data;

/// <summary>
/// Samples in memory: each a row of floats with either a class label or a row of target values.
/// The arrays are used as they are, not copied: what is written into them later is what training and evaluation see. Labels are therefore
/// checked again wherever they are used.
/// </summary>
public sealed class Dataset : SampleSource
{
    private readonly ReadOnlyMemory<float> _inputs;
    private readonly ReadOnlyMemory<int> _labels;
    private readonly ReadOnlyMemory<float> _targets;
    private readonly ReadOnlyMemory<float> _weights;

    /// <summary>Samples with class labels.</summary>
    /// <param name="inputs">Count x <paramref name="inputSize"/> values, row-major; images are channels last.</param>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="labels">One label per sample, from 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">The lengths disagree, or a label is out of range.</exception>
    public Dataset(float[] inputs, int inputSize, int[] labels, int classes)
        : this(inputs, SampleFormat.OfLabels(inputSize, classes), labels)
    {
    }

    /// <summary>Samples with class labels, some of which do not count.</summary>
    /// <param name="inputs">Count x <paramref name="inputSize"/> values, row-major; images are channels last.</param>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="labels">One label per sample, from 0 to <paramref name="classes"/> - 1, or <paramref name="ignoredLabel"/>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ignoredLabel">The label of samples that do not count: <see cref="SampleFormat.IgnoredLabel"/>.</param>
    /// <exception cref="ArgumentException">The lengths disagree, or a label is out of range.</exception>
    public Dataset(float[] inputs, int inputSize, int[] labels, int classes, int ignoredLabel)
        : this(inputs, SampleFormat.OfLabels(inputSize, classes) with { IgnoredLabel = ignoredLabel }, labels)
    {
    }

    /// <summary>Samples with target values.</summary>
    /// <param name="inputs">Count x <paramref name="inputSize"/> values, row-major; images are channels last.</param>
    /// <param name="inputSize">Values per sample.</param>
    /// <param name="targets">Count x <paramref name="targetSize"/> values, row-major.</param>
    /// <param name="targetSize">Target values per sample.</param>
    /// <exception cref="ArgumentException">The lengths disagree.</exception>
    public Dataset(float[] inputs, int inputSize, float[] targets, int targetSize)
        : this(inputs, SampleFormat.OfTargets(inputSize, targetSize), targets)
    {
    }

    /// <summary>Samples with class labels, of a format that may have a shape and names.</summary>
    /// <param name="inputs">Count x input size values, row-major; images are channels last.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="labels">One label per sample.</param>
    /// <exception cref="ArgumentException">The lengths disagree, a label is out of range, or the format is one of targets.</exception>
    public Dataset(float[] inputs, SampleFormat format, int[] labels)
        : base(format, CountOf(inputs, format))
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!format.HasLabels) throw new ArgumentException("The format has target values, but there are labels.", nameof(format));
        if (labels.Length != Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(Count, "sample")}, but {Words.Count(labels.Length, "label")}."), nameof(labels));
        _inputs = inputs;
        _labels = labels;
        RequireAllLabels(nameof(labels));
    }

    /// <summary>Samples with target values, of a format that may have a shape.</summary>
    /// <param name="inputs">Count x input size values, row-major; images are channels last.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="targets">Count x target size values, row-major.</param>
    /// <exception cref="ArgumentException">The lengths disagree, or the format is one of labels.</exception>
    public Dataset(float[] inputs, SampleFormat format, float[] targets)
        : base(format, CountOf(inputs, format))
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (format.HasLabels) throw new ArgumentException("The format has labels, but there are target values.", nameof(format));
        if (targets.Length != (long)Count * TargetSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Words.Count(Count, "sample")} of {Words.Count(TargetSize, "target")} need {Words.Count((long)Count * TargetSize, "value")}, but there are {targets.Length}."), nameof(targets));
        _inputs = inputs;
        _targets = targets;
    }

    /// <summary>Samples of a network with several inputs, outputs or losses, as rows that its own methods have filled and checked.</summary>
    internal Dataset(NetworkInfo network, TrainingProgram program, float[] inputs, float[] targets, int count)
        : base(SampleFormat.OfTargets(network.InputSize, program.TargetSize) with { Network = network }, count)
    {
        _inputs = inputs;
        _targets = targets;
    }

    private Dataset(SampleFormat format, int count, ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> targets, ReadOnlyMemory<float> weights)
        : base(format, count)
    {
        _inputs = inputs;
        _labels = labels;
        _targets = targets;
        _weights = weights;
    }

    /// <inheritdoc/>
    public override bool HasWeights => !_weights.IsEmpty;

    /// <inheritdoc/>
    protected internal override bool IsSlow => false;

    /// <summary>All inputs: Count x input size.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.Span;

    /// <summary>All labels; empty where the samples have targets.</summary>
    public ReadOnlySpan<int> Labels => _labels.Span;

    /// <summary>All targets: Count x target size; empty where the samples have labels.</summary>
    public ReadOnlySpan<float> Targets => _targets.Span;

    /// <summary>What each sample counts in the mean loss; empty where all count the same.</summary>
    public ReadOnlySpan<float> Weights => _weights.Span;

    /// <summary>The inputs of one sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int index) => _inputs.Span.Slice(RequireIndex(index) * InputSize, InputSize);

    /// <summary>The targets of one sample; empty where the samples have labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Target(int index) => _targets.Span.Slice(RequireIndex(index) * TargetSize, TargetSize);

    /// <summary>Samples <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1, in the same memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Dataset Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return new Dataset(
            Format,
            count,
            _inputs.Slice(start * InputSize, count * InputSize),
            HasLabels ? _labels.Slice(start, count) : default,
            _targets.Slice(start * TargetSize, count * TargetSize),
            HasWeights ? _weights.Slice(start, count) : default);
    }

    /// <summary>The same samples, of which each counts as much in the mean loss as its weight says.</summary>
    /// <param name="weights">One for each sample, 0 or more; used as they are, not copied.</param>
    /// <exception cref="ArgumentException">They are not as many as the samples, or one is negative or not finite.</exception>
    public Dataset WithWeights(float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Length != Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(Count, "sample")}, but {Words.Count(weights.Length, "weight")}."), nameof(weights));
        int wrong = Array.FindIndex(weights, static weight => !(weight >= 0 && float.IsFinite(weight)));
        if (wrong >= 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of sample {wrong} is {weights[wrong]}; expected a finite number, 0 or more."), nameof(weights));
        return new Dataset(Format, Count, _inputs, _labels, _targets, weights);
    }

    /// <inheritdoc/>
    public override void Read(int index, SampleDraw draw, SampleRow row)
    {
        Input(index).CopyTo(row.Input);
        if (HasLabels) row.Label = _labels.Span[index];
        else Target(index).CopyTo(row.Target);
        if (HasWeights) row.Weight = _weights.Span[index];
    }

    /// <inheritdoc/>
    public override int LabelOf(int index)
    {
        RequireLabels();
        return _labels.Span[RequireIndex(index)];
    }

    /// <summary>Refuses labels that are out of range: the array is the caller's, who may have written into it since the last look.</summary>
    internal void RequireAllLabels(string argument)
    {
        for (int index = 0; index < _labels.Length; index++) RequireLabel(index, _labels.Span[index], Format, argument);
    }

    private static int CountOf(float[] inputs, SampleFormat format)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(format);
        return inputs.Length % format.InputSize == 0
            ? inputs.Length / format.InputSize
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{inputs.Length} values are no whole number of samples of {format.InputSize}."), nameof(inputs));
    }
}
