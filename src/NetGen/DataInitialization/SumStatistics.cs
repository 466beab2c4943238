namespace NetGen;

/// <summary>Mean and standard deviation of a layer's sums over a batch, of all and of each unit. Values that are NaN do not count.</summary>
internal sealed class SumStatistics
{
    private SumStatistics(double mean, double std, double[] means, double[] stds)
    {
        Mean = mean;
        Std = std;
        Means = means;
        Stds = stds;
    }

    /// <summary>Of all sums.</summary>
    public double Mean { get; }

    /// <summary>Of all sums.</summary>
    public double Std { get; }

    /// <summary>Of each unit's; NaN where none of its sums counts.</summary>
    public double[] Means { get; }

    /// <summary>Of each unit's; NaN where none of its sums counts.</summary>
    public double[] Stds { get; }

    /// <summary>The statistics of a layer's sums.</summary>
    /// <param name="values">Units last.</param>
    /// <param name="units">How many there are.</param>
    public static SumStatistics Of(double[] values, int units)
    {
        double[] means = new double[units];
        long[] counts = new long[units];
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            means[i % units] += values[i];
            counts[i % units]++;
        }

        double mean = means.Sum() / counts.Sum();
        for (int unit = 0; unit < units; unit++) means[unit] /= counts[unit];
        double[] squares = new double[units];
        double all = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            double difference = values[i] - means[i % units];
            squares[i % units] += difference * difference;
            all += (values[i] - mean) * (values[i] - mean);
        }

        double std = Math.Sqrt(all / counts.Sum());
        return new(mean, std, means, [.. squares.Select((sum, unit) => Math.Sqrt(sum / counts[unit]))]);
    }
}
