using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What each sample of a batch counts for each loss: weight / mean weight, so that the mean over the batch is the weighted mean, and a batch
/// without weights, or of equal ones, has 1 everywhere.
/// </summary>
internal static class SampleWeighting
{
    /// <summary>Refuses weights that no mean can be taken with. Nothing has changed.</summary>
    public static void Require(int batch, ReadOnlySpan<float> sampleWeights)
    {
        if (sampleWeights.Length != batch) ThrowCount(batch, sampleWeights.Length, nameof(sampleWeights));
        bool isAnyPositive = false;
        for (int sample = 0; sample < sampleWeights.Length; sample++)
        {
            float weight = sampleWeights[sample];
            if (!(weight >= 0 && float.IsFinite(weight))) ThrowWeight(sample, weight, nameof(sampleWeights));
            isAnyPositive |= weight > 0;
        }

        if (!isAnyPositive) ThrowNothing(nameof(sampleWeights));
    }

    /// <summary>Lays down what the kernels of a step multiply with.</summary>
    /// <param name="pass">The step.</param>
    /// <param name="program">The losses.</param>
    /// <param name="weights">One for each sample, checked; empty where all count the same.</param>
    public static void Set(TrainingPass pass, TrainingProgram program, ReadOnlySpan<float> weights)
    {
        pass.TotalWeight = weights.IsEmpty ? pass.Batch : Sum(weights);
        int losses = Math.Max(1, program.Targets.Count);
        if (pass.SampleWeights.Length != losses * pass.Capacity)
        {
            pass.SampleWeights = new AlignedMemory(losses * pass.Capacity);
            pass.IsWeighted = true;
        }

        bool weighsSteps = WeighsSteps(pass, program);
        bool weighsLabels = WeighsLabels(program) && (program.Target == TrainingTarget.Rows || !pass.HasTargets);
        if (weights.IsEmpty && !weighsLabels && !weighsSteps)
        {
            if (pass.IsWeighted) pass.SampleWeights.Span.Fill(1f);
            pass.IsWeighted = false;
            return;
        }

        pass.IsWeighted = true;
        int offset = 0;
        for (int loss = 0; loss < losses; loss++)
        {
            Span<float> shares = pass.SampleWeights.Span.Slice(loss * pass.Capacity, pass.Batch);
            if (weights.IsEmpty) shares.Fill(1f);
            else weights.CopyTo(shares);
            TargetInfo? target = program.Targets.Count > 0 ? program.Targets[loss] : null;
            if (weighsSteps && target?.Steps is { } steps) ShareSteps(shares, steps, Inputs(pass, steps));
            bool isOfLabels = weighsLabels && target?.Loss is { WeighsLabels: true };
            double sum = isOfLabels ? SumOfLabels(shares, target!, Labels(pass, program), program.Target == TrainingTarget.Rows ? program.TargetSize : 1, offset, target!.Steps is { } own ? Inputs(pass, own) : default) : Sum(shares);
            Normalize(shares, sum);

            // The means of several losses are over different sums.
            if (losses == 1) pass.TotalWeight = sum;
            offset += target?.RowSize ?? 0;
        }
    }

    private static bool WeighsLabels(TrainingProgram program)
    {
        // By index: an enumerator would be an allocation.
        for (int loss = 0; loss < program.Targets.Count; loss++)
        {
            if (program.Targets[loss].Loss is { WeighsLabels: true }) return true;
        }

        return false;
    }

    /// <summary>Whether a loss is a mean over steps, and a sample does not have all of them.</summary>
    private static bool WeighsSteps(TrainingPass pass, TrainingProgram program)
    {
        for (int loss = 0; loss < program.Targets.Count; loss++)
        {
            if (program.Targets[loss].Steps is not { AreCounted: true } steps) continue;
            ReadOnlySpan<float> inputs = Inputs(pass, steps);
            for (int sample = 0; sample < pass.Batch; sample++)
            {
                if (steps.Of(inputs, sample) < steps.Count) return true;
            }
        }

        return false;
    }

    /// <summary>The mean over the steps of a batch: of samples' means, each times the steps that it is over.</summary>
    private static void ShareSteps(Span<float> shares, OutputSteps steps, ReadOnlySpan<float> inputs)
    {
        for (int sample = 0; sample < shares.Length; sample++) shares[sample] = (float)(shares[sample] * steps.Share(inputs, sample));
    }

    private static ReadOnlySpan<float> Inputs(TrainingPass pass, OutputSteps steps) => MemoryMarshal.CreateReadOnlySpan(ref pass.Inputs, pass.Batch * steps.RowSize);

    private static ReadOnlySpan<int> Labels(TrainingPass pass, TrainingProgram program) => program.Target == TrainingTarget.Rows
        ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<float, int>(ref pass.Targets), pass.Batch * program.TargetSize)
        : MemoryMarshal.CreateReadOnlySpan(ref pass.Labels, pass.Batch);

    /// <summary>
    /// The weighted mean of classes that count differently, as PyTorch takes it: of samples' losses, which are times their class's weight already,
    /// over the sum of weights, which this is. Ignored samples count nothing. A sample with a label for each step counts as many as the mean over its steps.
    /// </summary>
    private static double SumOfLabels(Span<float> shares, TargetInfo target, ReadOnlySpan<int> labels, int stride, int offset, ReadOnlySpan<float> inputs)
    {
        double sum = 0;
        for (int sample = 0; sample < shares.Length; sample++)
        {
            double counted = 0;
            bool isIgnored = true;
            int steps = target.Steps?.Of(inputs, sample) ?? target.Labels;
            for (int place = 0; place < steps; place++)
            {
                // Read once: the array is the caller's and may change at any time. The kernel refuses what is out of range.
                int label = labels[(sample * stride) + offset + place];
                if (label == target.Loss!.IgnoredLabel) continue;
                isIgnored = false;
                if ((uint)label < (uint)target.Size) counted += target.Loss.WeightOf(label);
            }

            if (isIgnored) shares[sample] = 0f;
            else sum += shares[sample] * counted / steps;
        }

        if (!(sum > 0)) ThrowNoLabels(target, nameof(labels));
        return sum;
    }

    private static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights) sum += weight;
        return sum;
    }

    private static void Normalize(Span<float> shares, double sum)
    {
        for (int sample = 0; sample < shares.Length; sample++) shares[sample] = (float)(shares[sample] * shares.Length / sum);
    }

    [DoesNotReturn]
    private static void ThrowNoLabels(TargetInfo target, string argument)
    {
        string reason = target.Loss!.IgnoredLabel is { } ignored
            ? string.Create(CultureInfo.InvariantCulture, $"all labels are {ignored}, which is ignored, or count 0")
            : "all labels are of classes that count 0";
        throw new ArgumentException($"No sample of the batch counts for '{target.Name}': {reason}. The mean loss would have no meaning.", argument);
    }

    [DoesNotReturn]
    private static void ThrowCount(int batch, int count, string argument) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The inputs are {Words.Count(batch, "sample")}, but there are {Words.Count(count, "weight")}."), argument);

    [DoesNotReturn]
    private static void ThrowWeight(int sample, float weight, string argument) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The weight of sample {sample} is {weight}; expected a finite number of at least 0."), argument);

    [DoesNotReturn]
    private static void ThrowNothing(string argument) => throw new ArgumentException("All weights are 0: the mean loss of the batch would have no meaning.", argument);
}
