using System.Globalization;
using System.Text.RegularExpressions;

using ScottPlot;

namespace NetGen.Reports;

/// <summary>Pictures of numbers as SVG that fits its place.</summary>
internal static partial class Plots
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
        return Svg(plot, Width, Height, label);
    }

    /// <summary>Bars from a lowest to a highest value.</summary>
    public static string Histogram(string label, ParameterSpread first, ParameterSpread last)
    {
        using var plot = new Plot();
        Outline(plot, first, "at the beginning", s_colours[1]);
        Outline(plot, last, "at the end", s_colours[0]);
        plot.XLabel("value");
        plot.ShowLegend(Alignment.UpperRight);
        return Svg(plot, Width / 2, Height * 2 / 3, label);
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

    private static string Svg(Plot plot, int width, int height, string title)
    {
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.7);
        string svg = plot.GetSvgXml(width, height);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];

        // A size of its own would not fit a narrow screen.
        string box = string.Create(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(title)}\" viewBox=\"0 0 {width} {height}\"");
        return SizeOfSvg().Replace(svg, match => box + SizeAttribute().Replace(match.Value["<svg".Length..], ""), 1);
    }

    [GeneratedRegex("<svg[^>]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeOfSvg();

    [GeneratedRegex("\\s(width|height|viewBox)=\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeAttribute();
}
