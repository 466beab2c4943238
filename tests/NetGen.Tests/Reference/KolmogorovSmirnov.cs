namespace NetGen.Tests.Reference;

/// <summary>The one-sample Kolmogorov-Smirnov statistic: the largest distance between the empirical and the true distribution function.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>Draws between two at which the true function is evaluated; it is monotonic, so between them the distance grows by no more.</summary>
    private const int Stride = 64;

    /// <summary>The statistic, or up to <see cref="Stride"/> / n above it.</summary>
    public static double UpperBound(float[] draws, Func<double, double> cdf)
    {
        float[] sorted = [.. draws];
        Array.Sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.Length; i += Stride)
        {
            double expected = cdf(sorted[i]);
            distance = Math.Max(distance, Math.Abs(expected - ((double)i / sorted.Length)));
            distance = Math.Max(distance, Math.Abs(((double)(i + 1) / sorted.Length) - expected));
        }

        return distance + ((double)Stride / sorted.Length);
    }
}
