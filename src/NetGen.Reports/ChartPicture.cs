using System.Globalization;

using ScottPlot;

namespace NetGen.Reports;

/// <summary>Draws a chart.</summary>
internal static class ChartPicture
{
    private const int Width = 480;
    private const int Height = 300;

    /// <summary>Of a chart that stands beside others: as wide on a phone as they are on a desk.</summary>
    private const int SmallWidth = 320;
    private const int SmallHeight = 200;

    /// <summary>What names take below a picture that stands by itself.</summary>
    private const int NamesHeight = 70;
    private const float FontSize = 14;
    private const double DecadesForWholeTicks = 1.5;
    private const double HalfWidthOfSpread = 0.42;

    /// <summary>Told apart by those who see colours otherwise (Okabe and Ito), without the yellow that is lost on white.</summary>
    private static readonly string[] s_colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

    /// <summary>From dark to light by the map 'viridis', whose lightness alone tells the steps apart, but for its last, yellow part.</summary>
    private static readonly string[] s_ordered = ["#440154", "#482878", "#3E4A89", "#31688E", "#26828E", "#1F9E89", "#35B779", "#6DCD59", "#A5C837"];

    /// <summary>Strokes, and the same as lengths of dashes and gaps: neighbours differ in more than their colour.</summary>
    private static readonly (LinePattern Pattern, string Dashes)[] s_strokes = [(LinePattern.Solid, ""), (LinePattern.Dashed, "9 4"), (LinePattern.Dotted, "2 3")];

    /// <summary>The picture as SVG: by itself, or as a part of a page.</summary>
    public static string Draw(Chart chart, bool standsAlone)
    {
        using var plot = new Plot();
        if (chart.Spreads.Count > 0) AddSpreads(plot, chart);
        for (int line = 0; line < chart.Lines.Count; line++) AddLine(plot, chart, line);
        SetAxes(plot, chart);
        bool hasNames = chart.Lines.Count > 1 || chart.Spreads.Any(static spread => spread.Predicted is not null);

        // On a page the names stand below; in a file of its own they stand below the axes, where they hide nothing.
        if (standsAlone && hasNames) plot.ShowLegend(Edge.Bottom);
        else plot.HideLegend();
        (int width, int height) = chart.IsSmall ? (SmallWidth, SmallHeight) : (Width, Height);
        return standsAlone ? SvgText.File(plot, width, hasNames ? height + NamesHeight : height, Label(chart)) : SvgText.Part(plot, width, height, Label(chart));
    }

    /// <summary>A short stroke as the line of a chart is drawn, for the list of names below it.</summary>
    public static string Stroke(Chart chart, int line)
    {
        string dashes = StrokeOf(chart, line).Dashes;
        return $"<svg class=\"stroke\" viewBox=\"0 0 28 8\" aria-hidden=\"true\"><path d=\"M1 4H27\" stroke=\"{Colour(chart, line)}\" stroke-width=\"3\"{(dashes.Length > 0 ? $" stroke-dasharray=\"{dashes}\"" : "")} /></svg>";
    }

    private static string Label(Chart chart) => chart.Description.Length == 0 ? chart.Title : $"{chart.Title}. {chart.Description}";

    private static string Colour(Chart chart, int line)
    {
        if (chart.Lines[line].IsReference) return "#000000";
        int place = chart.Lines.Take(line).Count(static other => !other.IsReference);
        int count = chart.Lines.Count(static other => !other.IsReference);
        return chart.IsOrdered && count > 1 ? s_ordered[place * (s_ordered.Length - 1) / (count - 1)] : s_colours[place % s_colours.Length];
    }

    /// <summary>A line that has the colour of an earlier one again has another stroke.</summary>
    private static (LinePattern Pattern, string Dashes) StrokeOf(Chart chart, int line)
    {
        if (chart.Lines[line].IsReference) return s_strokes[1];
        int place = chart.Lines.Take(line).Count(static other => !other.IsReference);
        return s_strokes[(place + (place / s_colours.Length)) % s_strokes.Length];
    }

    private static void AddLine(Plot plot, Chart chart, int index)
    {
        ChartLine line = chart.Lines[index];
        var colour = Color.FromHex(Colour(chart, index));
        double[] xs = Scaled(line.X, chart.IsLogarithmicX);
        double[] ys = Scaled(line.Y, chart.IsLogarithmicY);
        if (line is { Low: { } low, High: { } high }) AddBand(plot, xs, Scaled(low, chart.IsLogarithmicY), Scaled(high, chart.IsLogarithmicY), colour);
        bool[] isDrawn = [.. xs.Zip(ys, static (x, y) => double.IsFinite(x) && double.IsFinite(y))];
        if (!Array.Exists(isDrawn, static drawn => drawn)) return;
        ScottPlot.Plottables.Scatter scatter = plot.Add.ScatterLine(xs, [.. ys.Select(static y => double.IsFinite(y) ? y : double.NaN)], colour);
        scatter.LegendText = line.Name;
        scatter.LineWidth = line.IsReference ? 1.5f : 2;
        scatter.LinePattern = StrokeOf(chart, index).Pattern;

        // A single point is no line.
        if (isDrawn.Count(static drawn => drawn) == 1) scatter.MarkerSize = 8;
        scatter.FillY = line.IsFilled;
        scatter.FillYColor = colour.WithAlpha(0.3);
    }

    private static void AddBand(Plot plot, double[] xs, double[] low, double[] high, Color colour)
    {
        int[] drawn = [.. Enumerable.Range(0, xs.Length).Where(place => double.IsFinite(xs[place]) && double.IsFinite(low[place]) && double.IsFinite(high[place]))];
        if (drawn.Length < 2) return;
        ScottPlot.Plottables.Polygon band = plot.Add.Polygon(
            [.. drawn.Select(place => new Coordinates(xs[place], high[place])), .. Enumerable.Reverse(drawn).Select(place => new Coordinates(xs[place], low[place]))]);
        band.FillColor = colour.WithAlpha(0.2);
        band.LineWidth = 0;
    }

    private static void AddSpreads(Plot plot, Chart chart)
    {
        // All in one unit of density would hide the wide ones: each is as wide as its place.
        for (int place = 0; place < chart.Spreads.Count; place++)
        {
            ChartSpread spread = chart.Spreads[place];
            double unit = HalfWidthOfSpread / Math.Max(spread.Densities.DefaultIfEmpty(0).Max(), spread.Predicted?.Densities.DefaultIfEmpty(0).Max() ?? 0);
            if (!double.IsFinite(unit)) continue;
            ScottPlot.Plottables.Polygon body = plot.Add.Polygon(Outline(spread, place, unit));
            body.FillColor = Color.FromHex(s_colours[0]).WithAlpha(0.45);
            body.LineColor = Color.FromHex(s_colours[0]);
            body.LegendText = place == 0 ? "measured" : "";
            if (spread.Predicted is null) continue;
            ScottPlot.Plottables.Polygon outline = plot.Add.Polygon(Outline(spread.Predicted, place, unit));
            outline.FillColor = Colors.Transparent;
            outline.LineColor = Colors.Black;
            outline.LinePattern = LinePattern.Dashed;
            outline.LineWidth = 1.5f;
            outline.LegendText = place == 0 ? spread.Predicted.Name : "";
        }

        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, chart.Spreads.Count).Select(static place => (double)place)], [.. chart.Spreads.Select(static spread => spread.Name)]);
    }

    private static Coordinates[] Outline(ChartSpread spread, int place, double unit) =>
    [
        .. spread.Values.Zip(spread.Densities, (value, density) => new Coordinates(place - (unit * density), value)),
        .. spread.Values.Zip(spread.Densities, (value, density) => new Coordinates(place + (unit * density), value)).Reverse(),
    ];

    private static void SetAxes(Plot plot, Chart chart)
    {
        if (chart.IsLogarithmicX) plot.Axes.Bottom.TickGenerator = Decades([.. chart.Lines.SelectMany(static line => line.X)]);
        else if (chart.Spreads.Count == 0) plot.Axes.Bottom.TickGenerator = Plain(chart.IsSmall ? 55 : 60);
        if (chart.IsLogarithmicY) plot.Axes.Left.TickGenerator = Decades([.. chart.Lines.SelectMany(static line => line.Y), chart.YRange?.Low ?? double.NaN, chart.YRange?.High ?? double.NaN]);
        else plot.Axes.Left.TickGenerator = Plain(30);
        if (chart.YRange is { } range) plot.Axes.SetLimitsY(Scaled(range.Low, chart.IsLogarithmicY), Scaled(range.High, chart.IsLogarithmicY));
        if (chart.XLabel.Length > 0) plot.XLabel(chart.XLabel, FontSize);
        if (chart.YLabel.Length > 0) plot.YLabel(chart.YLabel, FontSize);
        foreach (IAxis axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.TickLabelStyle.FontSize = FontSize - 1;
            axis.Label.Bold = false;
        }

        plot.Legend.FontSize = FontSize - 2;
    }

    private static ScottPlot.TickGenerators.NumericAutomatic Plain(float spacing) => new()
    {
        MinimumTickSpacing = spacing,
        LabelFormatter = static value => Math.Abs(value) >= 1e4 || (value != 0 && Math.Abs(value) < 1e-3) ? value.ToString("0.##e+0", CultureInfo.InvariantCulture) : value.ToString("0.#####", CultureInfo.InvariantCulture),
    };

    private static ScottPlot.TickGenerators.NumericAutomatic Decades(double[] values)
    {
        double[] drawn = [.. values.Where(static value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        return new()
        {
            IntegerTicksOnly = drawn.Length > 0 && drawn.Max() - drawn.Min() > DecadesForWholeTicks,
            MinimumTickSpacing = 30,
            LabelFormatter = static exponent => Math.Pow(10, exponent).ToString("G2", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal),
        };
    }

    private static double[] Scaled(IReadOnlyList<double> values, bool isLogarithmic) => [.. values.Select(value => Scaled(value, isLogarithmic))];

    private static double Scaled(double value, bool isLogarithmic) => !isLogarithmic ? value : value > 0 ? Math.Log10(value) : double.NaN;
}
