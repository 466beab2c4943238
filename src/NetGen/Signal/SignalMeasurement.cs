using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>What one layer puts out for a batch, beside what was predicted for it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Values">
/// Its output. Null where the generated code keeps none: an activation that works in place, as a ReLU in the kernel of a convolution,
/// leaves its own result only; and a view of the network's input is no tensor.
/// </param>
/// <param name="Gradients">
/// The gradients of each sample's own loss by those values. Null where targets were not given, and where none is kept: of a pair that works
/// in place, the gradient in front of the activation is.
/// </param>
/// <param name="DeadShare">Share of units (channels of an image, values of a vector) that are 0 for every sample of the batch.</param>
/// <param name="SaturatedShare">For an activation, the share of units whose slope is below 0.05; else 0.</param>
public sealed record LayerMeasurement(LayerInfo Layer, ValueStatistics? Values, ValueStatistics? Gradients, double DeadShare, double SaturatedShare)
{
    /// <summary>What was predicted for the same tensor.</summary>
    public PredictedSignal Predicted => Layer.Predicted;
}

/// <summary>The signal in a network for one batch, layer by layer. <see cref="ToString"/> is a table.</summary>
/// <param name="NetworkName">The network's class.</param>
/// <param name="Layers">In the order of <see cref="NetworkInfo.Layers"/>.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Loss">Mean loss of the batch; null where targets were not given.</param>
public sealed record SignalMeasurement(string NetworkName, IReadOnlyList<LayerMeasurement> Layers, int Batch, float? Loss)
{
    private static readonly string[] Header = ["layer", "mean", "std", "predicted", "gradient", "predicted", "dead", "saturated", "predicted"];

    /// <summary>The measurement of the layer with a name.</summary>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public LayerMeasurement this[string name]
        => Layers.FirstOrDefault(layer => string.Equals(layer.Layer.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"{NetworkName} has no layer '{name}'.", nameof(name));

    /// <summary>A table: measured mean and standard deviation, gradient, shares of dead and saturated units, and predictions beside them.</summary>
    public override string ToString()
    {
        List<string[]> rows = [Header];
        foreach (LayerMeasurement layer in Layers)
        {
            PredictedSignal predicted = layer.Predicted;
            rows.Add(
            [
                layer.Layer.Name,
                Number(layer.Values?.Mean),
                Number(layer.Values?.Std),
                Number(predicted.Std),
                Number(layer.Gradients?.Rms),
                Number(predicted.GradientStd),
                Percent(layer.Values is null ? null : layer.DeadShare),
                Percent(layer.Values is null ? null : layer.SaturatedShare),
                Percent(predicted.Saturated),
            ]);
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{NetworkName}, {Words.Count(Batch, "sample")}");
        if (Loss is float loss) text.Append(CultureInfo.InvariantCulture, $", loss {loss:G4}");
        return text.Append('\n').Append(Words.Table(rows)).ToString();
    }

    private static string Number(double? value) => value?.ToString("G3", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? share) => share is double value ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %" : "-";
}
