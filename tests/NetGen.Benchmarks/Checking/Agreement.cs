using System.Globalization;

using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Checking;

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
    /// Of the change of a rough network's tensor as a whole: the root of the sum of squares. Behind many normalisations or poolings all gradients feel a
    /// rectifier that rounding decides: PyTorch in single precision is then up to 3.6e-2 from itself in double. What is wrong, and not rounded, is wrong by
    /// the size of the gradient itself.
    /// </summary>
    public const double RoughTolerance = 1e-1;

    /// <summary>What is wrong with an output, or null.</summary>
    /// <param name="actual">NetGen's, channels first.</param>
    /// <param name="expected">The peer's.</param>
    public static string? FindOutputProblem(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected) => FindProblem("output", actual, expected, OutputTolerance * Scale(expected));

    /// <summary>What is wrong with losses and parameters after some steps, or null.</summary>
    /// <param name="actual">NetGen's.</param>
    /// <param name="expected">The peer's, in double precision.</param>
    /// <param name="isRough">Whether tensors are compared as wholes.</param>
    public static string? FindTrainingProblem(TrainingResult actual, TrainingResult expected, bool isRough)
    {
        for (int step = 0; step < expected.Losses.Count; step++)
        {
            double difference = Math.Abs((double)actual.Losses[step] - expected.Losses[step]);
            if (difference <= (isRough ? OutputTolerance : LossTolerance) * Math.Abs(expected.Losses[step])) continue;
            return string.Create(CultureInfo.InvariantCulture, $"loss of step {step + 1}: {actual.Losses[step]:G9} instead of {expected.Losses[step]:G9}");
        }

        // One tensor may well stay as it is: what scales a channel in front of a normalisation has no gradient.
        if (expected.After.All(pair => pair.Value.AsSpan().SequenceEqual(expected.Before[pair.Key]))) return "the peer's training has not changed anything";
        foreach ((string name, float[] after) in expected.After)
        {
            float[] before = expected.Before[name];
            float[] change = [.. after.Zip(before, static (left, right) => left - right)];
            string? problem = isRough
                ? FindRoughProblem(name, actual.After[name], after, (RoughTolerance * Norm(change)) + (RoundingTolerance * Scale(after) * Math.Sqrt(after.Length)))
                : FindProblem(name, actual.After[name], after, (ChangeTolerance * Scale(change)) + (RoundingTolerance * Scale(after)));
            if (problem is not null) return problem;
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

    private static string? FindRoughProblem(string name, float[] actual, float[] expected, double tolerance)
    {
        double difference = Norm([.. actual.Zip(expected, static (left, right) => left - right)]);

        // Written so that NaN is a problem.
        return difference <= tolerance ? null : string.Create(CultureInfo.InvariantCulture, $"{name}: differs by {difference:G3} as a whole; allowed is a difference of {tolerance:G3}");
    }

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(static value => (double)value * value));

    private static double Scale(ReadOnlySpan<float> values)
    {
        double scale = 0;
        foreach (float value in values) scale = Math.Max(scale, Math.Abs((double)value));
        return scale;
    }
}
