using System.Diagnostics.CodeAnalysis;
using System.Globalization;

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
        int losses = Math.Max(1, program.Targets.Count);
        if (pass.SampleWeights.Length != losses * pass.Capacity)
        {
            pass.SampleWeights = new AlignedMemory(losses * pass.Capacity);
            pass.IsWeighted = true;
        }

        if (weights.IsEmpty)
        {
            if (pass.IsWeighted) pass.SampleWeights.Span.Fill(1f);
            pass.IsWeighted = false;
            return;
        }

        pass.IsWeighted = true;
        for (int loss = 0; loss < losses; loss++) Normalize(weights, pass.SampleWeights.Span.Slice(loss * pass.Capacity, pass.Batch));
    }

    private static void Normalize(ReadOnlySpan<float> weights, Span<float> shares)
    {
        double sum = 0;
        foreach (float weight in weights) sum += weight;
        for (int sample = 0; sample < shares.Length; sample++) shares[sample] = (float)(weights[sample] * shares.Length / sum);
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
