using NetGen.Runtime;

namespace NetGen;

/// <summary>Statistics of the values of one tensor over a batch.</summary>
public sealed class ValueStatistics
{
    /// <summary>Bins of <see cref="Histogram"/>.</summary>
    public const int Bins = 64;

    private ValueStatistics(long count, double mean, double std, float minimum, float maximum, double zeroShare, IReadOnlyList<long> histogram)
    {
        Count = count;
        Mean = mean;
        Std = std;
        Minimum = minimum;
        Maximum = maximum;
        ZeroShare = zeroShare;
        Histogram = histogram;
    }

    /// <summary>Number of values: batch x positions x channels.</summary>
    public long Count { get; }

    /// <summary>Their mean.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation.</summary>
    public double Std { get; }

    /// <summary>Their root mean square.</summary>
    public double Rms => Math.Sqrt((Mean * Mean) + (Std * Std));

    /// <summary>The smallest.</summary>
    public float Minimum { get; }

    /// <summary>The largest.</summary>
    public float Maximum { get; }

    /// <summary>Share of values that are exactly 0.</summary>
    public double ZeroShare { get; }

    /// <summary>
    /// How many values lie in each of 64 bins of equal width between <see cref="Minimum"/> and <see cref="Maximum"/>. Where all values are
    /// the same, all are in the first; values that are not finite are in none.
    /// </summary>
    public IReadOnlyList<long> Histogram { get; }

    /// <summary>The statistics of a tensor's values, each times <paramref name="scale"/>.</summary>
    internal static ValueStatistics Of(WorkspaceTensor tensor, float scale)
    {
        double sum = 0;
        float minimum = float.PositiveInfinity;
        float maximum = float.NegativeInfinity;
        long zeros = 0;
        long count = 0;
        foreach (float value in tensor)
        {
            float scaled = value * scale;
            sum += scaled;
            minimum = Math.Min(minimum, scaled);
            maximum = Math.Max(maximum, scaled);
            if (scaled == 0) zeros++;
            count++;
        }

        double mean = sum / count;
        double squares = 0;
        long[] histogram = new long[Bins];
        double width = ((double)maximum - minimum) / Bins;
        foreach (float value in tensor)
        {
            float scaled = value * scale;
            squares += (scaled - mean) * (scaled - mean);
            if (!float.IsFinite(scaled) || !double.IsFinite(width)) continue;
            histogram[width > 0 ? Math.Min(Bins - 1, (int)((scaled - (double)minimum) / width)) : 0]++;
        }

        return new ValueStatistics(count, mean, Math.Sqrt(squares / count), minimum, maximum, zeros / (double)count, histogram);
    }
}
