using System.Globalization;
using System.Text;

namespace NetGen.SignalAccuracy;

/// <summary>Results as text.</summary>
internal static class AccuracyReport
{
    /// <summary>How far the mean may be from predicted, from <see cref="AccuracyCase.Wide"/> on.</summary>
    public const double Tolerance = 0.10;

    /// <summary>By what factor the mean may be larger or smaller where images, or layers, are not what is assumed of them.</summary>
    public const double RoughFactor = 1.75;

    /// <summary>Whether a layer is further off than it may be.</summary>
    public static bool IsOutside(AccuracyCase entry, NetworkAccuracy result)
        => result.Layers.Any(layer => IsOutside(entry, layer.ForwardRatio, layer.Predicted.Band) || IsOutside(entry, layer.BackwardRatio, layer.GradientBand));

    public static string Line(AccuracyCase entry, NetworkAccuracy result)
        => $"{(IsOutside(entry, result) ? "!" : " ")} {entry.Name,-26} {result.WorstForward.ForwardRatio,6:F3} {result.WorstForward.Name,-16} "
            + $"{result.WorstBackward.BackwardRatio,6:F3} {result.WorstBackward.Name,-16} band {result.Band,5:F2} {result.ShareInBand,4:P0} "
            + $"loss {result.PredictedLoss,9:G4} {result.MeasuredLoss,9:G4}";

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

    /// <summary>How many are outside, in a sentence.</summary>
    public static string Verdict(IReadOnlyList<(AccuracyCase Case, NetworkAccuracy Result)> results)
    {
        List<string> sentences = [];
        Add(IsWide, (all, inside) => $"Of {all} networks of width {AccuracyCase.Wide} and above, {inside} are within {100 * Tolerance:F0} % at every layer, forward and backward.");
        Add(static entry => entry.IsNarrow, (all, inside) => $"Of {all} narrower ones, {inside} are within the band that they state, or within {100 * Tolerance:F0} % where that is more.");
        Add(
            static entry => entry.IsOnImages,
            (all, inside) => $"Of {all} on images that are not what is assumed of them, {inside} are within a factor of {RoughFactor}.");
        Add(static entry => entry.IsRough, (all, inside) => $"Of {all} with layers that are not, {inside} are within the same.");
        return string.Join('\n', sentences);

        void Add(Func<AccuracyCase, bool> isOfKind, Func<int, int, string> sentence)
        {
            (AccuracyCase Case, NetworkAccuracy Result)[] found = [.. results.Where(result => isOfKind(result.Case))];
            if (found.Length > 0) sentences.Add(sentence(found.Length, found.Count(result => !IsOutside(result.Case, result.Result))));
        }
    }

    /// <summary>The page docs/signal-accuracy.md.</summary>
    public static string Markdown(IReadOnlyList<(AccuracyCase Case, NetworkAccuracy Result)> results)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Predicted and measured signal

            Written by `dotnet run -c Release --project tests/NetGen.SignalAccuracy -- --markdown docs/signal-accuracy.md`, which fails when a network is
            outside. Each network was initialised with as many seeds as its row says and given a batch of {NetworkAccuracy.Batch} random samples each time, whose values
            have the declared mean and standard deviation. Images have the declared correlation too: each of these networks is measured once with 0.8 for
            neighbouring pixels, less for those farther apart, and once with noise. For every layer the mean over the seeds of the
            measured standard deviation is divided by the predicted one; for gradients, the root mean square. The table has the layer that is
            furthest off in each direction, and the initial loss. The band is what the network states for its last layers: in about 19 of 20
            initialisations the root mean square lies within prediction divided by and times the band. [signal.md](signal.md) explains how the
            predictions are made.

            {Verdict(results)}

            | network | width | layers | seeds | activations | at | gradients | at | band | loss, predicted | measured |
            |---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|

            """);
        foreach ((AccuracyCase entry, NetworkAccuracy result) in results.Where(result => IsWide(result.Case))) text.Append(Row(entry, result, $"{result.Band:F2}"));
        text.Append("""

            Narrower networks: the mean has to lie within the band. The last column but two is the band with the share of single initialisations that
            lie inside, at the layer where it is lowest.

            | network | width | layers | seeds | activations | at | gradients | at | band | loss, predicted | measured |
            |---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|

            """);
        foreach ((AccuracyCase entry, NetworkAccuracy result) in results.Where(result => result.Case.IsNarrow)) text.Append(Row(entry, result, $"{result.Band:F2}, {result.ShareInBand:P0}"));
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Images

            Images that are not what predictions assume, given to networks that do not declare a correlation: handwritten digits, digits that NetGen draws,
            overlapping discs of all sizes, whose edges and plain areas are those of photographs, and blurred noise, the latter smoother than the default
            for this size. All layers have to lie within a factor of {RoughFactor}. The table has the layer that is furthest off in each direction.

            | network | width | layers | seeds | activations | at | gradients | at | band | loss, predicted | measured |
            |---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|

            """);
        foreach ((AccuracyCase entry, NetworkAccuracy result) in results.Where(result => result.Case.IsOnImages)) text.Append(Row(entry, result, $"{result.Band:F2}"));
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Layers

            Layers that are not what predictions assume, held to the same factor. A depthwise convolution sums as many values as its kernel has, which are
            far from normal where neighbours are alike. Behind products of two sums, samples differ much in size, and those that are large have large
            gradients too, or, where a normalisation divides by that size, small ones. Bins of an adaptive pooling that are not all of one size count as
            windows of their mean size. Gradients behind dropped weights of attention are a tenth smaller than predicted at width 64.

            | network | width | layers | seeds | activations | at | gradients | at | band | loss, predicted | measured |
            |---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|

            """);
        foreach ((AccuracyCase entry, NetworkAccuracy result) in results.Where(result => result.Case.IsRough))
        {
            text.Append(Row(entry, result, $"{result.Band:F2}"));
        }

        return text.ToString();
    }

    private static bool IsWide(AccuracyCase entry) => !entry.IsNarrow && !entry.IsOnImages && !entry.IsRough;

    private static string Row(AccuracyCase entry, NetworkAccuracy result, string band)
        => $"| {entry.Description} | {entry.Width} | {result.Layers.Count} | {result.Seeds} | {result.WorstForward.ForwardRatio:F3} | {result.WorstForward.Name} "
            + $"| {result.WorstBackward.BackwardRatio:F3} | {result.WorstBackward.Name} | {band} | {result.PredictedLoss:G4} | {result.MeasuredLoss:G4} |\n";

    private static bool IsOutside(AccuracyCase entry, double ratio, double band)
    {
        if (entry.IsOnImages || entry.IsRough) return ratio > RoughFactor || ratio < 1 / RoughFactor;
        bool isWithinTolerance = Math.Abs(ratio - 1) <= Tolerance;
        return !isWithinTolerance && !(entry.IsNarrow && ratio <= band && ratio >= 1 / band);
    }
}
