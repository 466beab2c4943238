namespace NetGen.Generator;

/// <summary>The standard normal distribution, in double precision.</summary>
internal static class NormalDistribution
{
    /// <summary>Beyond this many standard deviations nothing is left in double precision.</summary>
    private const double Limit = 9;

    /// <summary>phi(x) = exp(-x^2 / 2) / sqrt(2 pi).</summary>
    public static double Density(double x) => 0.39894228040143267794 * Math.Exp(-0.5 * x * x);

    /// <summary>
    /// Phi(x), the probability of a value below x: 1/2 + phi(x) * (x + x^3/3 + x^5/(3*5) + ...), Marsaglia, "Evaluating the Normal
    /// Distribution", 2004. The absolute error is below 1e-15.
    /// </summary>
    public static double Cumulative(double x)
    {
        if (x <= -Limit) return 0;
        if (x >= Limit) return 1;
        double term = x;
        double sum = x;
        for (int odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return 0.5 + (Density(x) * sum);
    }

    /// <summary>The probability between two limits.</summary>
    public static double Between(double low, double high) => Cumulative(high) - Cumulative(low);

    /// <summary>The standard deviation of what is left of the distribution between two limits: sqrt(1 + (a phi(a) - b phi(b)) / Z - m^2), m = (phi(a) - phi(b)) / Z.</summary>
    public static double TruncatedStd(double low, double high)
    {
        double probability = Between(low, high);
        double mean = (Density(low) - Density(high)) / probability;
        double edges = (Edge(low) - Edge(high)) / probability;
        return Math.Sqrt(Math.Max(0, 1 + edges - (mean * mean)));
    }

    /// <summary>The mean of what is left of the distribution between two limits: (phi(a) - phi(b)) / Z.</summary>
    public static double TruncatedMean(double low, double high) => low == -high ? 0 : (Density(low) - Density(high)) / Between(low, high);

    private static double Edge(double x) => double.IsInfinity(x) ? 0 : x * Density(x);
}
