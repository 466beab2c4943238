using System.Globalization;

namespace NetGen;

/// <summary>How good a network is on a set of samples.</summary>
/// <param name="Samples">Number of samples.</param>
/// <param name="Loss">
/// The loss that the network is trained with, its weighted mean where samples or classes count differently. Of a network without a loss: softmax cross entropy
/// against labels, mean squared error against target values. NaN without samples.
/// </param>
/// <param name="Confusion">For labels: which classes were taken for which; else null.</param>
public sealed record Evaluation(int Samples, double Loss, ConfusionMatrix? Confusion)
{
    /// <summary>
    /// Of a network with several losses: how good each output is, by its name. <see cref="Loss"/> is their sum, each times its weight. Else empty.
    /// </summary>
    public IReadOnlyDictionary<string, Evaluation> Heads { get; init; } = new Dictionary<string, Evaluation>(StringComparer.Ordinal);

    /// <summary>The metrics that were asked for, by name; those of an output other than the first behind its name and a dot: 'value.r2_score'.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>For labels: the share classified right, NaN without samples; else null.</summary>
    public double? Accuracy => Confusion?.Accuracy;

    /// <summary>One line: "500 samples, loss 0.0512, accuracy 98.60 %", and behind it the same of each head.</summary>
    public override string ToString()
        => string.Join("; ", [$"{Words.Count(Samples, "sample")}, {Measured}", .. Metrics.Select(static metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:G4}")), .. Heads.Select(head => $"{head.Key}: {head.Value.Measured}")]);

    private string Measured => Describe(Loss, Accuracy);

    /// <summary>"loss 0.0512, accuracy 98.60 %".</summary>
    internal static string Describe(double loss, double? accuracy)
        => string.Create(CultureInfo.InvariantCulture, $"loss {loss:G4}") + (accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * share:F2} %") : "");
}
