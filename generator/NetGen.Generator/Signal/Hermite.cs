namespace NetGen.Generator.Signal;

/// <summary>Hermite polynomials, normalised so that E h_m(z) h_n(z) is 1 for m = n and else 0, z ~ N(0, 1).</summary>
internal static class Hermite
{
    /// <summary>Terms that are kept of a series: behind them, those of a rectifier are below a thousandth.</summary>
    public const int Terms = 24;

    /// <summary>h_0(z) ... : h_(n+1) = (z h_n - sqrt(n) h_(n-1)) / sqrt(n + 1).</summary>
    public static void Evaluate(double z, double[] values)
    {
        values[0] = 1;
        if (values.Length > 1) values[1] = z;
        for (int n = 1; n + 1 < values.Length; n++) values[n + 1] = ((z * values[n]) - (Roots[n] * values[n - 1])) / Roots[n + 1];
    }

    /// <summary>Square roots of the first integers.</summary>
    private static readonly double[] Roots = [.. Enumerable.Range(0, Terms + 2).Select(n => Math.Sqrt(n))];
}
