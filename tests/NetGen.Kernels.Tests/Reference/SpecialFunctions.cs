namespace NetGen.Kernels.Tests.Reference;

/// <summary>Functions that the base class library lacks, to double precision.</summary>
internal static class SpecialFunctions
{
    /// <summary>The error function: 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        double size = Math.Abs(x);
        return Math.CopySign(size < 3 ? ErfSeries(size) : 1 - ErfcFraction(size), x);
    }

    /// <summary>1 - erf(x), without the cancellation.</summary>
    public static double Erfc(double x) => x >= 3 ? ErfcFraction(x) : 1 - Erf(x);

    // Abramowitz and Stegun 7.1.6: erf(x) = 2 / sqrt(pi) * exp(-x^2) * sum over n of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)); all terms positive.
    private static double ErfSeries(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // Abramowitz and Stegun 7.1.14: erfc(x) = exp(-x^2) / sqrt(pi) * 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + 2/(x + ...))))), from the inside out.
    private static double ErfcFraction(double x)
    {
        double denominator = x;
        for (int n = 80; n >= 1; n--) denominator = x + (n / 2.0 / denominator);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / denominator;
    }
}
