using System.Globalization;
using System.Text;

namespace NetGen.SignalAccuracy;

/// <summary>Results as text.</summary>
internal static class AccuracyReport
{
    /// <summary>How far measured may be from predicted.</summary>
    public const double Tolerance = 0.10;

    /// <summary>Whether a layer is further off than <see cref="Tolerance"/>.</summary>
    public static bool IsOutside(NetworkAccuracy result)
        => Math.Abs(result.WorstForward.ForwardRatio - 1) > Tolerance || Math.Abs(result.WorstBackward.BackwardRatio - 1) > Tolerance;

    public static string Line(AccuracyCase entry, NetworkAccuracy result)
        => $"{(IsOutside(result) ? "!" : " ")} {entry.Name,-26} {result.WorstForward.ForwardRatio,6:F3} {result.WorstForward.Name,-16} "
            + $"{result.WorstBackward.BackwardRatio,6:F3} {result.WorstBackward.Name,-16} loss {result.PredictedLoss,9:G4} {result.MeasuredLoss,9:G4}";

    /// <summary>Layer by layer.</summary>
    public static string Details(NetworkAccuracy result)
    {
        StringBuilder text = new();
        foreach (LayerAccuracy layer in result.Layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {layer.Name,-18} {layer.Predicted.Std,10:G4} {layer.MeasuredStd,10:G4} {(layer.MeasuredStd is null ? "" : layer.ForwardRatio.ToString("F3", CultureInfo.InvariantCulture)),7}  ");
            text.Append(CultureInfo.InvariantCulture, $"{layer.Predicted.GradientStd,10:G4} {layer.MeasuredGradient,10:G4} {(layer.MeasuredGradient is null ? "" : layer.BackwardRatio.ToString("F3", CultureInfo.InvariantCulture)),7}\n");
        }

        return text.ToString();
    }

    /// <summary>The page docs/signal-accuracy.md.</summary>
    public static string Markdown(IReadOnlyList<(AccuracyCase Case, NetworkAccuracy Result)> results, int seeds)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Predicted and measured signal

            Written by `dotnet run -c Release --project tests/NetGen.SignalAccuracy -- --markdown docs/signal-accuracy.md`. Each network was initialised
            with {seeds} seeds and given a batch of {NetworkAccuracy.Batch} random samples each time, whose values have the declared mean and standard deviation (two pixels
            of a channel correlate by 0.5). For every layer the mean over the seeds of the measured standard deviation is divided by the predicted
            one; for gradients, the root mean square. The table has the layer that is furthest off in each direction, and the initial loss.
            [signal.md](signal.md) explains how the predictions are made.

            | network | layers | activations | at | gradients | at | loss, predicted | measured |
            |---|---:|---:|---|---:|---|---:|---:|

            """);
        foreach ((AccuracyCase entry, NetworkAccuracy result) in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {entry.Description} | {result.Layers.Count} | {result.WorstForward.ForwardRatio:F3} | {result.WorstForward.Name} ");
            text.Append(CultureInfo.InvariantCulture, $"| {result.WorstBackward.BackwardRatio:F3} | {result.WorstBackward.Name} | {result.PredictedLoss:G4} | {result.MeasuredLoss:G4} |\n");
        }

        int outside = results.Count(result => IsOutside(result.Result));
        text.Append(CultureInfo.InvariantCulture, $"\n{results.Count} networks; {(outside == 0 ? "all" : "all but " + outside.ToString(CultureInfo.InvariantCulture))} are within {100 * Tolerance:F0} % at every layer, forward and backward.\n");
        return text.ToString();
    }
}
