namespace ExperimentsSample;

/// <summary>What one part of an experiment has measured. It is kept as JSON.</summary>
internal sealed record Measurements
{
    /// <summary>Single numbers, by name.</summary>
    public SortedDictionary<string, double> Numbers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Values over steps, layers or time, by name.</summary>
    public SortedDictionary<string, Curve> Curves { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How values are spread, layer by layer: by the name of what was looked at.</summary>
    public SortedDictionary<string, List<Spread>> Spreads { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Appends a point to a curve.</summary>
    public void Append(string curve, double x, double y)
    {
        if (!Curves.TryGetValue(curve, out Curve? points)) Curves.Add(curve, points = new Curve([], []));
        points.X.Add(x);
        points.Y.Add(y);
    }
}

/// <summary>Values at places.</summary>
internal sealed record Curve(List<double> X, List<double> Y);

/// <summary>How the values of a tensor are spread, and what was predicted of them.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Std">Their standard deviation.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Shares">The share of values in each of equally wide bins between these.</param>
/// <param name="PredictedMean">The mean that the declaration predicts.</param>
/// <param name="PredictedStd">The standard deviation that it predicts.</param>
/// <param name="Within">The share of values within 2.3 predicted standard deviations of the predicted mean: 0.98 of a normal variable.</param>
internal sealed record Spread(string Name, double Mean, double Std, double Low, double High, IReadOnlyList<double> Shares, double PredictedMean, double PredictedStd, double Within)
{
    /// <summary>How many predicted standard deviations <see cref="Within"/> reaches.</summary>
    public const double Reach = 2.3;

    private const int Bins = 64;

    /// <summary>Root mean square.</summary>
    public double Rms => Math.Sqrt((Mean * Mean) + (Std * Std));

    /// <summary>The root mean square that is predicted.</summary>
    public double PredictedRms => Math.Sqrt((PredictedMean * PredictedMean) + (PredictedStd * PredictedStd));

    /// <summary>The width of a bin.</summary>
    public double BinWidth => (High - Low) / Shares.Count;

    /// <summary>The spread of some values, of which this is predicted.</summary>
    public static Spread Of(string name, ReadOnlySpan<float> values, double predictedMean, double predictedStd)
    {
        (double sum, double low, double high) = (0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (float value in values)
        {
            sum += value;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        double mean = sum / values.Length;
        double squares = 0;
        long within = 0;
        long[] counts = new long[Bins];
        double perBin = high > low ? Bins / (high - low) : 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
            if (Math.Abs(value - predictedMean) <= Reach * predictedStd) within++;
            if (float.IsFinite(value)) counts[Math.Min(Bins - 1, (int)((value - low) * perBin))]++;
        }

        double count = values.Length;
        return new Spread(name, mean, Math.Sqrt(squares / count), low, high, [.. counts.Select(bin => bin / count)], predictedMean, predictedStd, within / count);
    }
}
