namespace NetGen.Generator.Signal;

/// <summary>
/// A normal variable of mean 0 whose variance is itself a matter of chance: 1 in the mean, log-normally distributed. Three points of
/// Gauss and Hermite stand for its logarithm: 0 and the root of 3 standard deviations, with weights 2/3 and 1/6.
/// </summary>
internal readonly struct NormalMixture
{
    /// <summary>Beyond, three points say no more of the distribution; so narrow and deep a network has a band of a factor of four.</summary>
    private const double LargestVariation = 0.5;

    private readonly double _middle;
    private readonly double _high;
    private readonly double _low;

    /// <param name="variation">Relative variance of the variance; 0 for a normal variable.</param>
    public NormalMixture(double variation)
    {
        double step = Math.Sqrt(3 * Math.Log(1 + Math.Min(variation, LargestVariation)));

        // Divided by the three points' own mean, so that the mean variance is 1 exactly.
        _middle = 1 / ((2.0 / 3) + (Math.Cosh(step) / 3));
        _high = _middle * Math.Exp(step);
        _low = _middle * Math.Exp(-step);
    }

    /// <summary>The density at z.</summary>
    public double Density(double z)
        => _high == _low ? NormalDistribution.Density(z) : ((4 * Part(z, _middle)) + Part(z, _high) + Part(z, _low)) / 6;

    /// <summary>
    /// E z^2 / v at z, v the variance that it comes from. E g(z) (z^2 / v - 1) is E g'(z) z for any g (Stein's lemma), and twice the derivative of
    /// E g by the logarithm of all variances.
    /// </summary>
    public double Spread(double z)
    {
        double square = z * z;
        if (_high == _low) return square;
        double middle = 4 * Part(z, _middle);
        double high = Part(z, _high);
        double low = Part(z, _low);
        double sum = middle + high + low;
        return sum > 0 ? square * ((middle / _middle) + (high / _high) + (low / _low)) / sum : square / _high;
    }

    /// <summary>
    /// E h_n(z / s) at z, s^2 the variance that it comes from: with these polynomials the coefficients of a function are means over the normal
    /// variables that the mixture consists of.
    /// </summary>
    public void Polynomials(double z, double[] values)
    {
        Hermite.Evaluate(z / Math.Sqrt(_middle), values);
        if (_high == _low) return;
        double[] others = new double[values.Length];
        double sum = Density(z);
        if (!(sum > 0)) return;
        double middle = 4 * Part(z, _middle) / (6 * sum);
        for (int n = 0; n < values.Length; n++) values[n] *= middle;
        foreach (double variance in (ReadOnlySpan<double>)[_high, _low])
        {
            Hermite.Evaluate(z / Math.Sqrt(variance), others);
            double share = Part(z, variance) / (6 * sum);
            for (int n = 0; n < values.Length; n++) values[n] += share * others[n];
        }
    }

    private static double Part(double z, double variance)
    {
        double std = Math.Sqrt(variance);
        return NormalDistribution.Density(z / std) / std;
    }
}
