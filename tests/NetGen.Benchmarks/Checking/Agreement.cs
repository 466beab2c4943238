using System.Globalization;

using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Checking;

/// <summary>A peer's training, as it would be and as the peer rounds it.</summary>
/// <param name="Exact">In double precision.</param>
/// <param name="Single">In single precision, as it is timed.</param>
internal sealed record ExpectedTraining(TrainingResult Exact, TrainingResult Single);

/// <summary>
/// Compares results with a peer's on the same parameters and data. A tolerance is relative to the largest value of what is compared:
/// single values near zero have no digits to agree on.
/// </summary>
internal static class Agreement
{
    /// <summary>Of outputs: sums of up to 5,000 products in single precision, in another order, through up to 20 layers.</summary>
    public const double OutputTolerance = 1e-4;

    /// <summary>Of losses: a mean over the batch.</summary>
    public const double LossTolerance = 1e-5;

    /// <summary>
    /// Of the change that training made to a parameter tensor in double precision. Where a rectifier or a maximum is decided by rounding, a whole
    /// term of a gradient comes or goes: PyTorch in single precision is up to 3.4e-3 from itself in double (four convolutions, batch of 100).
    /// A tap that is wrong at one pixel of the border is ten times that.
    /// </summary>
    public const double ChangeTolerance = 1e-2;

    /// <summary>Of a parameter itself: what rounding to single precision costs, whatever the change.</summary>
    private const double RoundingTolerance = 5e-7;

    /// <summary>
    /// Or so many times what the peer itself is away from its own result in double precision, where that is more: behind thirty normalisations over
    /// the batch the second step begins where rounding has led the first, and PyTorch's loss is then 1 % from itself.
    /// </summary>
    public const double PeerFactor = 4;

    /// <summary>Steps of which training is checked: Adam's memory matters from the second on.</summary>
    public const int Steps = 2;

    /// <summary>What is wrong with an output, or null.</summary>
    /// <param name="actual">NetGen's, channels first.</param>
    /// <param name="expected">The peer's.</param>
    public static string? FindOutputProblem(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected) => FindProblem("output", actual, expected, OutputTolerance * Scale(expected));

    /// <summary>What is wrong with losses and parameters after some steps, or null.</summary>
    public static string? FindTrainingProblem(TrainingResult actual, ExpectedTraining training)
    {
        (TrainingResult expected, TrainingResult single) = training;
        for (int step = 0; step < expected.Losses.Count; step++)
        {
            double difference = Math.Abs((double)actual.Losses[step] - expected.Losses[step]);
            double rounding = Math.Abs((double)single.Losses[step] - expected.Losses[step]);
            if (difference <= Math.Max(LossTolerance * Math.Abs(expected.Losses[step]), PeerFactor * rounding)) continue;
            return string.Create(CultureInfo.InvariantCulture, $"loss of step {step + 1}: {actual.Losses[step]:G9} instead of {expected.Losses[step]:G9}");
        }

        // One tensor may well stay as it is: what scales a channel in front of a normalisation has no gradient.
        if (expected.After.All(pair => pair.Value.AsSpan().SequenceEqual(expected.Before[pair.Key]))) return "the peer's training has not changed anything";
        foreach ((string name, float[] after) in expected.After)
        {
            float[] before = expected.Before[name];
            float[] change = [.. after.Zip(before, static (left, right) => left - right)];
            float[] deviation = [.. after.Zip(single.After[name], static (left, right) => left - right)];
            double tolerance = Math.Max(ChangeTolerance * Scale(change), PeerFactor * Scale(deviation)) + (RoundingTolerance * Scale(after));
            if (FindProblem(name, actual.After[name], after, tolerance) is { } problem) return problem;
        }

        return null;
    }

    /// <summary>
    /// Optimisers for the check. Adam divides gradients by their own size: with its usual epsilon, rounding decides about the sign of what
    /// a gradient near zero changes, and the first step is so large that the second has nothing in common with it. With an epsilon of the
    /// size of gradients the change follows the gradient smoothly, and both of Adam's averages still matter.
    /// </summary>
    public static OptimizerSettings Settings(Mode mode) => new(0.01f, mode is Mode.StepAdam or Mode.StepAdamW ? 1f : 1e-8f, 0.1f);

    private static string? FindProblem(string name, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double tolerance)
    {
        if (actual.Length != expected.Length) return string.Create(CultureInfo.InvariantCulture, $"{name}: {actual.Length} values instead of {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            // Written so that NaN is a problem.
            if (Math.Abs((double)actual[i] - expected[i]) <= tolerance) continue;
            return string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]: {actual[i]:G9} instead of {expected[i]:G9}; allowed is a difference of {tolerance:G3}");
        }

        return null;
    }

    private static double Scale(ReadOnlySpan<float> values)
    {
        double scale = 0;
        foreach (float value in values) scale = Math.Max(scale, Math.Abs((double)value));
        return scale;
    }
}
