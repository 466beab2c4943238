namespace NetGen.Tests.Reference;

/// <summary>Functions in double that the framework lacks, good to about 1e-14: the truth that float kernels are held against.</summary>
internal static class SpecialFunctions
{
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Exp(x) - 1;
        double term = x;
        double sum = 0;
        for (int n = 2; Math.Abs(term) > Math.Abs(sum) * 1e-18; n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum;
    }

    /// <summary>ln(1 + x) for x above -1; Kahan's correction of the rounding of 1 + x.</summary>
    public static double LogOfOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + LogOfOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>Abramowitz and Stegun 7.1.6: all terms positive, so nothing cancels.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 2) return Math.Sign(x) * (1 - Erfc(Math.Abs(x)));
        double term = x;
        double sum = 0;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-18; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>The continued fraction (Abramowitz and Stegun 7.1.14) from 2 on, below it 1 - erf.</summary>
    public static double Erfc(double x)
    {
        if (x < 2) return 1 - Erf(x);
        double fraction = x;
        for (int n = 120; n > 0; n--) fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }

    public static double NormalCdf(double x) => 0.5 * (x > 0 ? 1 + Erf(x / Math.Sqrt(2)) : Erfc(-x / Math.Sqrt(2)));

    public static double NormalDensity(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
