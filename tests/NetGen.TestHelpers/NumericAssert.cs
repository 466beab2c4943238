using System.Globalization;

namespace NetGen.TestHelpers;

/// <summary>How far a float may be from the double it should be: <c>Absolute + Relative * |expected|</c>.</summary>
public readonly record struct Tolerance(double Relative, double Absolute)
{
    /// <summary>The expected value itself, rounded to float: 0 ulp.</summary>
    public static Tolerance Exact => default;
}

/// <summary>Values are not what they should be.</summary>
public sealed class NumericMismatchException(string message) : Exception(message);

/// <summary>Comparisons of generated code's floats.</summary>
public static class NumericAssert
{
    /// <summary>The least share of expected values that must not be zero: a comparison of zeros proves nothing.</summary>
    public const double LeastNonzeroShare = 0.3;

    /// <summary>Compares with the reference, which must not consist of zeros.</summary>
    /// <param name="what">Names the values in the message.</param>
    /// <param name="leastNonzero">See <see cref="LeastNonzeroShare"/>; less only where the reason is known.</param>
    /// <exception cref="NumericMismatchException">A value is out of bounds, or too many expected ones are zero.</exception>
    public static void Close(
        string what,
        ReadOnlySpan<float> actual,
        ReadOnlySpan<double> expected,
        Tolerance tolerance,
        double leastNonzero = LeastNonzeroShare)
        => Close(what, actual, expected, _ => tolerance, leastNonzero);

    /// <summary>The same with a tolerance for each element.</summary>
    /// <exception cref="NumericMismatchException">A value is out of bounds, or too many expected ones are zero.</exception>
    public static void Close(
        string what,
        ReadOnlySpan<float> actual,
        ReadOnlySpan<double> expected,
        Func<int, Tolerance> tolerance,
        double leastNonzero = LeastNonzeroShare)
    {
        if (actual.Length != expected.Length) throw new NumericMismatchException($"{what}: {actual.Length} values instead of {expected.Length}.");
        RequireNonzero(what, expected, leastNonzero);
        int wrong = 0;
        int worst = -1;
        double worstRatio = 1;
        for (int i = 0; i < actual.Length; i++)
        {
            double ratio = ErrorRatio(actual[i], expected[i], tolerance(i));
            if (ratio > 1) wrong++;
            if (ratio > worstRatio) (worst, worstRatio) = (i, ratio);
        }

        if (worst < 0) return;
        throw new NumericMismatchException(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {wrong} of {actual.Length} values out of bounds (relative {tolerance(worst).Relative:0.0e+0}, absolute {tolerance(worst).Absolute:0.0e+0}). ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"Worst [{worst}]: {actual[worst]:R} instead of {expected[worst]:R}, {worstRatio:0.##} times the bound. First: {FirstWrong(actual, expected, tolerance)}."));
    }

    /// <summary>Compares two runs bit by bit; NaN equals the same NaN, and 0 differs from -0.</summary>
    /// <exception cref="NumericMismatchException">They differ.</exception>
    public static void BitEqual(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        if (actual.Length != expected.Length) throw new NumericMismatchException($"{what}: {actual.Length} values instead of {expected.Length}.");
        int wrong = 0;
        int first = -1;
        for (int i = 0; i < actual.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) == BitConverter.SingleToInt32Bits(expected[i])) continue;
            if (first < 0) first = i;
            wrong++;
        }

        if (first < 0) return;
        throw new NumericMismatchException(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {wrong} of {actual.Length} values differ; the first is [{first}]: {actual[first]:R} instead of {expected[first]:R}."));
    }

    /// <summary>A tolerance that scales with the size of the values: sums that nearly cancel keep the error of their terms.</summary>
    /// <param name="relative">To each value.</param>
    /// <param name="relativeToSize">To the root of the mean square of all values.</param>
    public static Tolerance Scaled(ReadOnlySpan<double> expected, double relative, double relativeToSize)
    {
        double sum = 0;
        foreach (double value in expected) sum += value * value;
        return new Tolerance(relative, relativeToSize * Math.Sqrt(sum / Math.Max(1, expected.Length)));
    }

    /// <summary>The error in units of the bound; infinite where no bound would do.</summary>
    private static double ErrorRatio(float actual, double expected, Tolerance tolerance)
    {
        if (double.IsNaN(expected) || float.IsNaN(actual)) return double.IsNaN(expected) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (actual == (float)expected) return 0;
        if (float.IsInfinity(actual) || double.IsInfinity(expected)) return double.PositiveInfinity;
        double bound = tolerance.Absolute + (tolerance.Relative * Math.Abs(expected));
        return Math.Abs(actual - expected) / bound;
    }

    private static string FirstWrong(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, Func<int, Tolerance> tolerance)
    {
        List<string> first = [];
        for (int i = 0; i < actual.Length && first.Count < 4; i++)
        {
            if (ErrorRatio(actual[i], expected[i], tolerance(i)) > 1)
                first.Add(string.Create(CultureInfo.InvariantCulture, $"[{i}] {actual[i]:R} for {expected[i]:R}"));
        }

        return string.Join(", ", first);
    }

    private static void RequireNonzero(string what, ReadOnlySpan<double> expected, double leastNonzero)
    {
        int nonzero = 0;
        foreach (double value in expected)
        {
            if (value != 0) nonzero++;
        }

        if (nonzero < leastNonzero * expected.Length)
            throw new NumericMismatchException($"{what}: only {nonzero} of {expected.Length} expected values are not zero; the comparison would prove too little.");
    }
}
