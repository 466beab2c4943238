using System.Globalization;
using System.Text;

namespace NetGen.Reports;

/// <summary>A part of a page that somebody puts together: paragraphs, charts with their numbers, tables, in the order in which they were added.</summary>
/// <param name="heading">What it is about.</param>
public sealed class ReportSection(string heading)
{
    /// <summary>Rows of the numbers below a chart: of more, every so many.</summary>
    private const int MostRows = 21;

    private readonly StringBuilder _text = new();
    private bool _isInGrid;

    /// <summary>What it is about.</summary>
    public string Heading { get; } = heading;

    /// <summary>Adds a paragraph of plain words.</summary>
    /// <param name="text">The words.</param>
    /// <param name="lead">What stands in front of them, bold; empty for nothing.</param>
    public ReportSection AddParagraph(string text, string lead = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lead);
        EndGrid();
        _text.Append(CultureInfo.InvariantCulture, $"<p>{(lead.Length > 0 ? $"<strong>{HtmlReport.Encode(lead)}</strong> " : "")}{HtmlReport.Encode(text)}</p>\n");
        return this;
    }

    /// <summary>Adds a table: the first cell of each row at the left, the others at the right.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">The cells, row by row.</param>
    public ReportSection AddTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        EndGrid();
        _text.Append(HtmlTable.Of(header, rows.Select(static row => (string[])[.. row]))).Append('\n');
        return this;
    }

    /// <summary>Adds a chart, beside the one before it where there is room. Its names and its numbers stand below it.</summary>
    public ReportSection Add(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (!_isInGrid) _text.Append("<div class=\"charts\">\n");
        _isInGrid = true;
        _text.Append("<figure><figcaption>").Append(HtmlReport.Encode(chart.Title)).Append("</figcaption>").Append(ChartPicture.Draw(chart, standsAlone: false));
        if (chart.Lines.Count > 1)
        {
            _text.Append("<ul class=\"names\">");
            for (int line = 0; line < chart.Lines.Count; line++) _text.Append(CultureInfo.InvariantCulture, $"<li>{ChartPicture.Stroke(chart, line)} {HtmlReport.Encode(chart.Lines[line].Name)}</li>");
            _text.Append("</ul>");
        }

        if (chart.Description.Length > 0) _text.Append(CultureInfo.InvariantCulture, $"<p class=\"seen\">{HtmlReport.Encode(chart.Description)}</p>");
        _text.Append("<details><summary>Numbers</summary>").Append(Numbers(chart)).Append("</details></figure>\n");
        return this;
    }

    /// <summary>The part as HTML.</summary>
    internal string ToHtml()
    {
        EndGrid();
        return _text.ToString();
    }

    private void EndGrid()
    {
        if (_isInGrid) _text.Append("</div>\n");
        _isInGrid = false;
    }

    private static string Numbers(Chart chart) => chart.Spreads.Count > 0 ? NumbersOfSpreads(chart) : NumbersOfLines(chart);

    private static string NumbersOfLines(Chart chart)
    {
        // Lines may have places of their own: each has its columns, unless all have the same.
        bool areAlike = chart.Lines.All(line => line.X.SequenceEqual(chart.Lines[0].X));
        string place = chart.XLabel.Length > 0 ? chart.XLabel : "x";
        if (areAlike)
        {
            return HtmlTable.Of(
                [place, .. chart.Lines.Select(static line => line.Name)],
                Rows(chart.Lines.Count > 0 ? chart.Lines[0].X.Count : 0).Select(row => (string[])[Number(chart.Lines[0].X[row]), .. chart.Lines.Select(line => Value(line, row))]));
        }

        return string.Concat(chart.Lines.Select(line => HtmlTable.Of([place, line.Name], Rows(line.X.Count).Select(row => (string[])[Number(line.X[row]), Value(line, row)]))));
    }

    private static string NumbersOfSpreads(Chart chart) => HtmlTable.Of(
        ["", "mean", "std", "predicted mean", "predicted std"],
        chart.Spreads.Select(static spread =>
        {
            (double mean, double std) = Moments(spread);
            (double Mean, double Std)? predicted = spread.Predicted is null ? null : Moments(spread.Predicted);
            return (string[])[spread.Name, Number(mean), Number(std), HtmlReport.Number(predicted?.Mean), HtmlReport.Number(predicted?.Std)];
        }));

    private static (double Mean, double Std) Moments(ChartSpread spread)
    {
        double sum = spread.Densities.Sum();
        double mean = spread.Values.Zip(spread.Densities, static (value, density) => value * density).Sum() / sum;
        return (mean, Math.Sqrt(spread.Values.Zip(spread.Densities, (value, density) => (value - mean) * (value - mean) * density).Sum() / sum));
    }

    private static string Value(ChartLine line, int row)
        => line is { Low: { } low, High: { } high } ? $"{Number(line.Y[row])} ({Number(low[row])} to {Number(high[row])})" : Number(line.Y[row]);

    private static IEnumerable<int> Rows(int count)
    {
        int shown = Math.Min(count, MostRows);
        return Enumerable.Range(0, shown).Select(row => shown < 2 ? row : (int)((long)row * (count - 1) / (shown - 1)));
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
