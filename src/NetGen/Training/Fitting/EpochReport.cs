using System.Globalization;

namespace NetGen;

/// <summary>One epoch.</summary>
/// <param name="Epoch">Counted from 0.</param>
/// <param name="Loss">Mean loss of the samples as they were trained on, with the parameters of that moment.</param>
/// <param name="ValidationLoss">Mean loss on the validation samples after the epoch; null without any.</param>
/// <param name="ValidationAccuracy">Share of validation samples classified right after the epoch; null without any, or without classes.</param>
public readonly record struct EpochReport(int Epoch, double Loss, double? ValidationLoss, double? ValidationAccuracy)
{
    private readonly IReadOnlyDictionary<string, double>? _metrics;

    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>The metrics of <see cref="FitOptions.Metrics"/> on the validation samples after the epoch, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics
    {
        get => _metrics ?? s_none;
        init => _metrics = value;
    }

    /// <summary>
    /// All numbers by the names that Keras' histories have: 'loss', 'learning_rate', and of the validation samples 'val_loss', 'val_accuracy' and 'val_'
    /// with each metric's name.
    /// </summary>
    public IEnumerable<KeyValuePair<string, double>> Values
    {
        get
        {
            yield return new("loss", Loss);
            yield return new("learning_rate", LearningRate);
            if (ValidationLoss is { } loss) yield return new("val_loss", loss);
            if (ValidationAccuracy is { } accuracy) yield return new("val_accuracy", accuracy);
            foreach ((string name, double value) in Metrics) yield return new(ValidationPrefix + name, value);
        }
    }

    /// <summary>Begins the names of numbers that are of validation samples.</summary>
    internal const string ValidationPrefix = "val_";

    private static readonly Dictionary<string, double> s_none = new(StringComparer.Ordinal);

    /// <summary>"loss 0.0481; validation: loss 0.0721, accuracy 98.60 %".</summary>
    internal string Measured => Evaluation.Describe(Loss, null)
        + (ValidationLoss is { } loss ? "; validation: " + Evaluation.Describe(loss, ValidationAccuracy) : "")
        + string.Concat(Metrics.Select(static metric => string.Create(CultureInfo.InvariantCulture, $", {metric.Key} {metric.Value:G4}")));

    /// <summary>Whether all numbers are the same.</summary>
    public bool Equals(EpochReport other) => Epoch == other.Epoch && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Loss, ValidationLoss);

    /// <summary>One line: "epoch 3: loss 0.0481; validation: loss 0.0721, accuracy 98.60 %".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: {Measured}");

    /// <summary>The names of all numbers of a history, each once, in the order in which they come.</summary>
    internal static string[] NamesOf(IReadOnlyList<EpochReport> history) => [.. history.SelectMany(static epoch => epoch.Values).Select(static value => value.Key).Distinct(StringComparer.Ordinal)];

    /// <summary>The epoch of these numbers, as <see cref="Values"/> gives them.</summary>
    internal static EpochReport Of(int epoch, IReadOnlyDictionary<string, double> values)
    {
        double? Find(string name) => values.TryGetValue(name, out double value) ? value : null;
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, double value) in values)
        {
            if (name.StartsWith(ValidationPrefix, StringComparison.Ordinal) && name is not "val_loss" and not "val_accuracy") metrics.Add(name[ValidationPrefix.Length..], value);
        }

        return new(epoch, Find("loss") ?? double.NaN, Find("val_loss"), Find("val_accuracy")) { LearningRate = Find("learning_rate") ?? double.NaN, Metrics = metrics };
    }
}
