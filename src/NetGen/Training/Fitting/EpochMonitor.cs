using NetGen.Metrics;

namespace NetGen;

/// <summary>By which number epochs are compared, so that less is better.</summary>
internal sealed class EpochMonitor
{
    private readonly string _name;
    private readonly double _sign;
    private readonly double _least;

    /// <summary>What a run's options name.</summary>
    /// <exception cref="ArgumentException">There is no such number among those that this run measures.</exception>
    public EpochMonitor(FitOptions options, bool hasLabels)
    {
        string name = options.Monitor;
        if (name.StartsWith(EpochReport.ValidationPrefix, StringComparison.Ordinal)) name = name[EpochReport.ValidationPrefix.Length..];
        Metric? metric = options.Metrics.FirstOrDefault(metric => string.Equals(NameOf(metric), name, StringComparison.Ordinal));
        _name = metric is null ? name : EpochReport.ValidationPrefix + name;
        _sign = metric?.IsLargerBetter ?? name is "accuracy" ? -1 : 1;
        _least = options.LeastImprovement;
        if (metric is not null || name is "loss" || (name is "accuracy" && hasLabels && options.HasValidation)) return;
        IEnumerable<string> known = ["loss", .. hasLabels && options.HasValidation ? ["accuracy"] : Array.Empty<string>(), .. options.Metrics.Select(NameOf)];
        throw new ArgumentException($"Monitor is '{options.Monitor}'; this run measures {string.Join(", ", known.Distinct(StringComparer.Ordinal))}.", nameof(options));
    }

    /// <summary>What a metric is called among others.</summary>
    public static string NameOf(Metric metric) => metric.Output is { } output ? $"{output}.{metric.Name}" : metric.Name;

    /// <summary>The number of an epoch: of the validation samples, if there are any.</summary>
    public double Of(EpochReport epoch) => _sign * (_name switch
    {
        "loss" => epoch.ValidationLoss ?? epoch.Loss,
        "accuracy" => epoch.ValidationAccuracy ?? double.NaN,
        _ => epoch.Metrics.GetValueOrDefault(_name[EpochReport.ValidationPrefix.Length..], double.NaN),
    });

    /// <summary>The best of some epochs, and how many have come since; null where none has a number.</summary>
    public (int? Best, int Since) Compare(IReadOnlyList<EpochReport> epochs)
    {
        int? best = null;
        double least = double.PositiveInfinity;
        for (int epoch = 0; epoch < epochs.Count; epoch++)
        {
            double value = Of(epochs[epoch]);
            if (!(value < least - (double.IsFinite(least) ? _least : 0))) continue;
            least = value;
            best = epoch;
        }

        return (best, epochs.Count - 1 - (best ?? -1));
    }
}
