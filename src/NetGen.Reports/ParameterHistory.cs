namespace NetGen.Reports;

/// <summary>Looks at all trained parameters after every epoch: how their values are spread, and how far they have moved.</summary>
public sealed class ParameterHistory : ITrainingCallback
{
    /// <summary>Bins of each histogram.</summary>
    internal const int Bins = 40;

    private readonly Dictionary<string, List<ParameterSpread>> _spreads = new(StringComparer.Ordinal);

    /// <summary>Of each parameter its spread at the beginning and after every epoch.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ParameterSpread>> Spreads =>
        _spreads.ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<ParameterSpread>)pair.Value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public void OnBegin(TrainingContext context) => Record(context);

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingContext context) => Record(context);

    private void Record(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (ParameterInfo parameter in context.Network.Parameters)
        {
            if (!parameter.IsTrained) continue;
            float[] values = new float[parameter.Count];
            context.CopyParameter(parameter.Name, values);
            if (!_spreads.TryGetValue(parameter.Name, out List<ParameterSpread>? spreads)) _spreads.Add(parameter.Name, spreads = []);
            spreads.Add(ParameterSpread.Of(values));
        }
    }
}

/// <summary>How the values of a parameter are spread.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Std">Their standard deviation.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Histogram">How many lie in each of 40 bins of equal width between these; those that are not finite are in none.</param>
public sealed record ParameterSpread(double Mean, double Std, double Minimum, double Maximum, IReadOnlyList<int> Histogram)
{
    internal static ParameterSpread Of(float[] values)
    {
        double mean = values.Average(static value => (double)value);
        double std = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        float[] finite = [.. values.Where(float.IsFinite)];
        int[] histogram = new int[ParameterHistory.Bins];
        if (finite.Length == 0) return new(mean, std, double.NaN, double.NaN, histogram);
        (double low, double high) = (finite.Min(), finite.Max());
        foreach (float value in finite)
        {
            int bin = high > low ? (int)((value - low) / (high - low) * ParameterHistory.Bins) : 0;
            histogram[Math.Min(bin, ParameterHistory.Bins - 1)]++;
        }

        return new(mean, std, low, high, histogram);
    }
}
