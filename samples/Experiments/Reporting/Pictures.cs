using System.Globalization;

using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>The kinds of pictures that experiments are shown by.</summary>
internal static class Pictures
{
    private const int NormalPoints = 61;
    private const double NormalReach = 3.5;

    /// <summary>A curve of several parts: the median of their seeds, with a band from the smallest to the largest.</summary>
    /// <param name="chart">What the curves are added to.</param>
    /// <param name="results">What was measured.</param>
    /// <param name="curve">The curve's name in the measurements.</param>
    /// <param name="parts">The parts, each with the name that a reader meets.</param>
    public static Chart Curves(Chart chart, Results results, string curve, IEnumerable<(string Part, string Name)> parts)
    {
        foreach ((string part, string name) in parts)
        {
            Curve[] seeds = [.. results[part].Where(measured => measured.Curves.ContainsKey(curve)).Select(measured => measured.Curves[curve])];
            if (seeds.Length == 0) continue;
            int points = seeds.Min(static seed => seed.X.Count);
            double[][] values = [.. Enumerable.Range(0, points).Select(point => seeds.Select(seed => seed.Y[point]).ToArray())];
            ChartLine line = new(name, [.. seeds[0].X.Take(points)], [.. values.Select(static seed => Figure.Median(seed))]);
            chart.Add(seeds.Length == 1 ? line : line with { Low = [.. values.Select(static seed => seed.Min())], High = [.. values.Select(static seed => seed.Max())] });
        }

        return chart;
    }

    /// <summary>A sentence about the parts that have no point of a curve, because they came to no number before it; empty if all have.</summary>
    public static string Missing(Results results, string curve, IEnumerable<(string Part, string Name)> parts)
    {
        string[] missing = [.. parts.Where(part => !results[part.Part].Any(measured => measured.Curves.ContainsKey(curve))).Select(static part => part.Name)];
        return missing.Length == 0 ? "" : $" Not drawn, since the loss was no number before the first point: {string.Join(", ", missing)}.";
    }

    /// <summary>The histogram of a layer's output, and over it the normal curve that was predicted from the declaration.</summary>
    public static Chart Histogram(Spread spread, string title)
    {
        double width = spread.BinWidth > 0 ? spread.BinWidth : 1;
        (double mean, double std) = (spread.PredictedMean, spread.PredictedStd);
        double[] places = [.. Enumerable.Range(0, spread.Shares.Count).Select(bin => spread.Low + ((bin + 0.5) * width))];
        Chart chart = new Chart(title)
        {
            IsSmall = true,
            XLabel = "value",
            YLabel = "density",
            Description = string.Create(CultureInfo.InvariantCulture, $"Measured std {spread.Std:G3}, predicted {std:G3}; {spread.Within:P0} within 2.3 predicted stds."),
        }.Add(new ChartLine("measured", places, [.. spread.Shares.Select(share => share / width)]) { IsFilled = true });
        if (!(std > 0) || !double.IsFinite(std)) return chart;
        (double[] values, double[] densities) = Normal(mean, std);
        return chart.Add(new ChartLine("predicted", values, densities) { IsReference = true });
    }

    /// <summary>Layers side by side, each as wide as its values are dense, with the predicted normal curve as an outline.</summary>
    public static Chart Violins(IEnumerable<Spread> spreads, string title, string description)
    {
        Chart chart = new(title) { XLabel = "layer", YLabel = "output", Description = description };
        foreach (Spread spread in spreads)
        {
            double width = spread.BinWidth > 0 ? spread.BinWidth : 1;
            ChartSpread measured = new(
                spread.Name,
                [.. Enumerable.Range(0, spread.Shares.Count).Select(bin => spread.Low + ((bin + 0.5) * width))],
                [.. spread.Shares.Select(share => share / width)]);
            if (spread.PredictedStd > 0 && double.IsFinite(spread.PredictedStd))
            {
                (double[] values, double[] densities) = Normal(spread.PredictedMean, spread.PredictedStd);
                measured = measured with { Predicted = new ChartSpread("predicted", values, densities) };
            }

            chart.Add(measured);
        }

        return chart;
    }

    /// <summary>A number for each layer, measured and predicted, on a logarithmic scale.</summary>
    public static Chart ByLayer(string title, string label, string description, IReadOnlyList<string> names, IReadOnlyList<(string Name, IReadOnlyList<double> Values, bool IsPredicted)> lines)
    {
        Chart chart = new(title) { XLabel = string.Create(CultureInfo.InvariantCulture, $"layer, from 1 ({names[0]}) to {names.Count} ({names[^1]})"), YLabel = label, IsLogarithmicY = true, Description = description };
        double[] places = [.. Enumerable.Range(1, names.Count).Select(static place => (double)place)];
        foreach ((string name, IReadOnlyList<double> values, bool isPredicted) in lines) chart.Add(new ChartLine(name, places, values) { IsReference = isPredicted });
        return chart;
    }

    private static (double[] Values, double[] Densities) Normal(double mean, double std)
    {
        double[] values = [.. Enumerable.Range(0, NormalPoints).Select(point => mean + (std * NormalReach * ((2.0 * point / (NormalPoints - 1)) - 1)))];
        return (values, [.. values.Select(value => Math.Exp(-(value - mean) * (value - mean) / (2 * std * std)) / (std * Math.Sqrt(2 * Math.PI)))]);
    }
}
