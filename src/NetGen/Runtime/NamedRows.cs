using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Data;

namespace NetGen.Runtime;

/// <summary>
/// The batch of a network with several inputs, outputs or losses, or with an input of indices, as rows: the values of a sample side by side, an
/// index or a label as the bits of a float. Generated code fills it argument by argument; what is wrong with one is said by its name.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NamedRows
{
    [ThreadStatic]
    private static NamedRows? t_unused;

    private NetworkInfo _info = null!;
    private TrainingProgram? _program;
    private float[] _inputs = [];
    private float[] _outputs = [];
    private float[] _targets = [];
    private float[] _weights = [];

    private NamedRows()
    {
    }

    /// <summary>Samples; -1 before the first argument is there.</summary>
    public int Batch { get; private set; }

    /// <summary>The samples' rows.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Batch * _info.InputSize);

    /// <summary>Where their outputs go.</summary>
    public Span<float> Outputs
    {
        get
        {
            Reserve(ref _outputs, _info.OutputSize);
            return _outputs.AsSpan(0, Batch * _info.OutputSize);
        }
    }

    /// <summary>The rows of targets.</summary>
    internal ReadOnlySpan<float> TargetRows => _targets.AsSpan(0, Batch * _program!.TargetSize);

    /// <summary>Whether samples have been given weights.</summary>
    internal bool HasWeights { get; private set; }

    /// <summary>What each sample counts; checked by the step.</summary>
    internal ReadOnlySpan<float> Weights => _weights.AsSpan(0, Batch);

    /// <summary>Empty rows for inference, which <see cref="Return"/> gives back.</summary>
    public static NamedRows Rent(NetworkInfo info) => Rent(info, null);

    /// <summary>Empty rows, with targets where there is a program; <see cref="Return"/> gives them back.</summary>
    internal static NamedRows Rent(NetworkInfo info, TrainingProgram? program)
    {
        ArgumentNullException.ThrowIfNull(info);
        NamedRows rows = t_unused ?? new NamedRows();
        t_unused = null;
        rows.Begin(info, program);
        return rows;
    }

    /// <summary>Empty rows with targets.</summary>
    public static NamedRows ForTraining<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NamedRows rows = new();
        rows.Begin(TNetwork.Info, TNetwork.Program);
        return rows;
    }

    /// <summary>Ends the use of rows. Without it they are not used again.</summary>
    public void Return() => t_unused = this;

    /// <summary>Starts again.</summary>
    private void Begin(NetworkInfo info, TrainingProgram? program)
    {
        _info = info;
        _program = program;
        HasWeights = false;
        Batch = -1;
    }

    /// <summary>Takes the numbers of an input.</summary>
    /// <exception cref="ArgumentException">They are no whole number of samples, or not as many as of the inputs before.</exception>
    public void PutInput(int index, ReadOnlySpan<float> values)
    {
        TensorInfo input = _info.Inputs[index];
        Count(input.Name, values.Length, input.Size);
        Reserve(ref _inputs, _info.InputSize);
        Put(values, input.Size, _inputs, _info.InputSize, OffsetOf(_info.Inputs, index));
    }

    /// <summary>Takes the indices of an input, or the lengths of another's samples.</summary>
    /// <exception cref="ArgumentException">They are no whole number of samples, not as many as of the inputs before, or one is out of range.</exception>
    public void PutInput(int index, ReadOnlySpan<int> values)
    {
        TensorInfo input = _info.Inputs[index];
        Count(input.Name, values.Length, input.Size);
        if (input.LengthsOf is null) RequireBelow(input.Name, "index", values, input.Vocabulary, input.Size);
        else for (int sample = 0; sample < values.Length; sample++) StepLengths.Require(input, sample, values[sample], input.Name);
        Reserve(ref _inputs, _info.InputSize);
        Put(MemoryMarshal.Cast<int, float>(values), input.Size, _inputs, _info.InputSize, OffsetOf(_info.Inputs, index));
    }

    /// <summary>Takes the values that an output should have.</summary>
    /// <exception cref="ArgumentException">They are not as many as the samples need.</exception>
    public void PutTarget(int index, ReadOnlySpan<float> values) => PutTarget(index, values, _program!.Targets[index].TargetSize);

    /// <summary>Takes the labels of an output.</summary>
    /// <exception cref="ArgumentException">They are not as many as the samples, or one is out of range.</exception>
    public void PutTarget(int index, ReadOnlySpan<int> labels)
    {
        TargetInfo target = _program!.Targets[index];
        CountLabels(target, labels.Length);
        if (target.Steps is { } steps) RequireBelow(target, labels, steps);
        else RequireBelow(target.Name, "label", labels, target.Size, target.Labels, target.Loss?.IgnoredLabel);
        PutTarget(index, MemoryMarshal.Cast<int, float>(labels), target.Labels);
    }

    /// <summary>Takes what each sample counts: a number of at least 0 per sample. Behind all inputs.</summary>
    /// <exception cref="ArgumentException">They are not as many as the samples, one is negative or not finite, or all are 0.</exception>
    public void PutWeights(ReadOnlySpan<float> sampleWeights)
    {
        SampleWeighting.Require(Batch, sampleWeights);
        Reserve(ref _weights, 1);
        sampleWeights.CopyTo(_weights);
        HasWeights = true;
    }

    /// <summary>Gives an output's values.</summary>
    /// <exception cref="ArgumentException">There is not room for exactly as many.</exception>
    public void TakeOutput(int index, Span<float> destination)
    {
        TensorInfo output = _info.Outputs[index];
        Count(output.Name, destination.Length, output.Size);
        int offset = OffsetOf(_info.Outputs, index);
        for (int sample = 0; sample < Batch; sample++)
        {
            _outputs.AsSpan((sample * _info.OutputSize) + offset, output.Size).CopyTo(destination.Slice(sample * output.Size, output.Size));
        }
    }

    /// <summary>The rows as a dataset, which keeps them.</summary>
    public Dataset ToDataset() => new(_info, _program!, Inputs.ToArray(), TargetRows.ToArray(), Batch);

    private static int OffsetOf(IReadOnlyList<TensorInfo> tensors, int index)
    {
        int offset = 0;
        for (int i = 0; i < index; i++) offset += tensors[i].Size;
        return offset;
    }

    private void PutTarget(int index, ReadOnlySpan<float> values, int size)
    {
        Count(_program!.Targets[index].Name, values.Length, size);
        Reserve(ref _targets, _program.TargetSize);
        int offset = 0;
        for (int i = 0; i < index; i++) offset += _program.Targets[i].RowSize;
        Put(values, size, _targets, _program.TargetSize, offset);
    }

    private void Put(ReadOnlySpan<float> values, int size, float[] rows, int rowSize, int offset)
    {
        for (int sample = 0; sample < Batch; sample++) values.Slice(sample * size, size).CopyTo(rows.AsSpan((sample * rowSize) + offset));
    }

    private void Reserve(ref float[] rows, int size)
    {
        int needed = checked(Batch * size);
        if (rows.Length < needed) rows = new float[needed];
    }

    private void Count(string name, int length, int size)
    {
        if (length % size != 0) ThrowLength(name, length, size);
        if (Batch < 0) Batch = length / size;
        else if (length != (long)Batch * size) ThrowBatch(name, length, size);
    }

    private void CountLabels(TargetInfo target, int length)
    {
        if (target.Labels > 1 && (Batch < 0 ? length % target.Labels != 0 : length != (long)Batch * target.Labels)) ThrowLabels(target, length);
        Count(target.Name, length, target.Labels);
    }

    /// <summary>Labels of steps that a sample does not have may be anything.</summary>
    private void RequireBelow(TargetInfo target, ReadOnlySpan<int> labels, OutputSteps steps)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (i % target.Labels < steps.Of(Inputs, i / target.Labels) && (uint)labels[i] >= (uint)target.Size && labels[i] != target.Loss?.IgnoredLabel)
                ThrowRange(target.Name, "label", i, labels[i], target.Size, target.Labels);
        }
    }

    private static void RequireBelow(string name, string kind, ReadOnlySpan<int> values, int limit, int size, int? ignored = null)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)values[i] >= (uint)limit && values[i] != ignored) ThrowRange(name, kind, i, values[i], limit, size);
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(string name, int length, int size) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"{name} has {Words.Count(length, "value")}, which is no whole number of samples of {Words.Count(size, "value")} each."), name);

    [DoesNotReturn]
    private void ThrowLabels(TargetInfo target, int length) => throw new ArgumentException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name} has {Words.Count(length, "label")}; {(Batch < 0 ? "samples" : Words.Count(Batch, "sample"))} of {Words.Count(target.Labels, "step")} each need {(Batch < 0 ? "a multiple of " + target.Labels.ToString(CultureInfo.InvariantCulture) : ((long)Batch * target.Labels).ToString(CultureInfo.InvariantCulture))}."),
        target.Name);

    [DoesNotReturn]
    private void ThrowBatch(string name, int length, int size) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"{name} has {Words.Count(length, "value")}; {Words.Count(Batch, "sample")} of {Words.Count(size, "value")} each need {(long)Batch * size}."), name);

    [DoesNotReturn]
    private static void ThrowRange(string name, string kind, int index, int value, int limit, int size) => throw new ArgumentException(
        size == 1
            ? string.Create(CultureInfo.InvariantCulture, $"The {kind} of sample {index} in {name} is {value}; expected 0 to {limit - 1}.")
            : string.Create(CultureInfo.InvariantCulture, $"The {kind} at place {index % size} of sample {index / size} in {name} is {value}; expected 0 to {limit - 1}."),
        name);
}
