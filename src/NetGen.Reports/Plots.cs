using System.Globalization;

using ScottPlot;

namespace NetGen.Reports;

/// <summary>Pictures of numbers as SVG that fits its place.</summary>
internal static class Plots
{
    private const int Width = 640;
    private const int Height = 320;

    // Told apart by those who see colours otherwise (Okabe and Ito), on light and, turned, on dark.
    private static readonly string[] s_colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

    /// <summary>Lines over epochs counted from 1; what is not finite is a gap.</summary>
    public static string Lines(string label, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines, bool isLogarithmic = false)
    {
        using var plot = new Plot();
        for (int line = 0; line < lines.Count; line++)
        {
            double[] values = [.. lines[line].Values.Select(value => isLogarithmic ? Math.Log10(value) : value)];
            ScottPlot.Plottables.Scatter scatter = plot.Add.Scatter(Enumerable.Range(1, values.Length).Select(static epoch => (double)epoch).ToArray(), values, Color.FromHex(s_colours[line % s_colours.Length]));
            scatter.LegendText = lines[line].Name;
            scatter.LineWidth = 2;
            scatter.MarkerSize = values.Length > 40 ? 0 : 5;
        }

        if (isLogarithmic)
        {
            plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
            {
                LabelFormatter = static exponent => Math.Pow(10, exponent).ToString("G2", CultureInfo.InvariantCulture),
            };
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.XLabel("epoch");
        plot.YLabel(label);
        if (lines.Count > 1) plot.ShowLegend(Alignment.UpperRight);
        return SvgText.Part(plot, Width, Height, label);
    }

    /// <summary>Bars from a lowest to a highest value.</summary>
    public static string Histogram(string label, ParameterSpread first, ParameterSpread last)
    {
        using var plot = new Plot();
        Outline(plot, first, "at the beginning", s_colours[1]);
        Outline(plot, last, "at the end", s_colours[0]);
        plot.XLabel("value");
        plot.ShowLegend(Alignment.UpperRight);
        return SvgText.Part(plot, Width / 2, Height * 2 / 3, label);
    }

    private static void Outline(Plot plot, ParameterSpread spread, string name, string colour)
    {
        double[] xs = [.. Enumerable.Range(0, ParameterHistory.Bins).Select(bin => spread.Minimum + ((bin + 0.5) * (spread.Maximum - spread.Minimum) / ParameterHistory.Bins))];
        if (!xs.All(double.IsFinite)) return;
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(xs, [.. spread.Histogram.Select(static count => (double)count)], Color.FromHex(colour));
        line.LineWidth = 2;
        line.LegendText = name;
        line.FillY = true;
        line.FillYColor = Color.FromHex(colour).WithAlpha(0.2);
    }
}
