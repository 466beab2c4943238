using System.Diagnostics.CodeAnalysis;
using System.Globalization;

using NetGen.Runtime;

namespace NetGen;

/// <summary>What a batch must be before a step may look at it: behind these checks, generated code trusts its arguments.</summary>
internal static class BatchGuard
{
    /// <summary>The number of samples of a batch with labels.</summary>
    public static int Labels(NetworkInfo info, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (program.Target != TrainingTarget.Labels) ThrowWrongTarget(info, Expected(program), nameof(labels));
        int batch = Samples(info, program, inputs);
        if (labels.Length != batch) ThrowCount(batch, labels.Length);
        int? ignored = program.Targets.Count > 0 ? program.Targets[0].Loss?.IgnoredLabel : null;
        for (int index = 0; index < labels.Length; index++)
        {
            if ((uint)labels[index] >= (uint)program.TargetSize && labels[index] != ignored) ThrowLabel(index, labels[index], program.TargetSize);
        }

        return batch;
    }

    /// <summary>The number of samples of a batch with target values.</summary>
    public static int Targets(NetworkInfo info, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        if (program.Target != TrainingTarget.Values && !program.TakesProbabilities) ThrowWrongTarget(info, Expected(program), nameof(targets));
        int batch = Samples(info, program, inputs);
        if (targets.Length != (long)batch * program.TargetSize) ThrowTargets(batch, program.TargetSize, targets.Length);
        return batch;
    }

    /// <summary>The number of samples of a batch with rows of targets. Labels among them have been checked where the rows were filled.</summary>
    public static int Rows(NetworkInfo info, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        if (program.Target != TrainingTarget.Rows) ThrowWrongTarget(info, "one thing: give labels or targets", nameof(targets));
        int batch = Samples(info, program, inputs);
        if (targets.Length != (long)batch * program.TargetSize) ThrowTargets(batch, program.TargetSize, targets.Length);
        StepLengths.Require(info, inputs, batch);
        return batch;
    }

    private static int Samples(NetworkInfo info, TrainingProgram program, ReadOnlySpan<float> inputs)
    {
        int size = info.InputSize;
        if (inputs.Length % size != 0) ThrowInputs(inputs.Length, size);
        int batch = inputs.Length / size;
        if (batch < program.MinimumBatch) ThrowMinimum(batch, program.MinimumBatch, inputs);
        return batch;
    }

    private static string Expected(TrainingProgram program) => program.Target switch
    {
        TrainingTarget.Labels => "a class per sample: give labels as integers",
        TrainingTarget.Values => "one value per output: give targets as floats",
        _ => "several outputs: give a target for each, by its name",
    };

    [DoesNotReturn]
    private static void ThrowWrongTarget(NetworkInfo info, string expected, string argument) =>
        throw new ArgumentException($"The loss of {info.Name} compares with {expected}.", argument);

    [DoesNotReturn]
    private static void ThrowInputs(int inputs, int size) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The inputs have {Words.Count(inputs, "value")}, which is no whole number of samples of {Words.Count(size, "value")} each."),
        nameof(inputs));

    [DoesNotReturn]
    private static void ThrowMinimum(int batch, int minimum, ReadOnlySpan<float> inputs) => throw new ArgumentException(
        batch == 0
            ? "The batch has no samples: its mean loss would have no meaning."
            : string.Create(CultureInfo.InvariantCulture, $"The batch has {Words.Count(batch, "sample")}; this network normalises over the batch and needs {minimum} or more."),
        nameof(inputs));

    [DoesNotReturn]
    private static void ThrowCount(int batch, int labels) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The inputs are {Words.Count(batch, "sample")}, but there are {labels} labels."),
        nameof(labels));

    [DoesNotReturn]
    private static void ThrowLabel(int index, int labels, int classes) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"Label {index} is {labels}; expected 0 to {classes - 1}."),
        nameof(labels));

    [DoesNotReturn]
    private static void ThrowTargets(int batch, int size, int targets) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The inputs are {Words.Count(batch, "sample")} of {Words.Count(size, "target")} each, {Words.Count((long)batch * size, "value")}, but there are {targets}."),
        nameof(targets));
}
