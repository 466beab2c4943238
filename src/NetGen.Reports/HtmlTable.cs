using System.Globalization;
using System.Text;

using NetGen.Metrics;

namespace NetGen.Reports;

/// <summary>Tables of a page. They scroll by themselves where they are wider than the screen.</summary>
internal static class HtmlTable
{
    private const int MostClasses = 40;

    /// <summary>Cells as text: the first of each row at the left, the others at the right.</summary>
    public static string Of(IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        foreach (string cell in header) text.Append(CultureInfo.InvariantCulture, $"<th>{HtmlReport.Encode(cell)}</th>");
        text.Append("</tr></thead><tbody>");
        foreach (string[] row in rows)
        {
            text.Append("<tr>");
            for (int column = 0; column < row.Length; column++) text.Append(CultureInfo.InvariantCulture, $"<{(column == 0 ? "th" : "td")}>{HtmlReport.Encode(row[column])}</{(column == 0 ? "th" : "td")}>");
            text.Append("</tr>");
        }

        return text.Append("</tbody></table></div>").ToString();
    }

    /// <summary>A confusion matrix, darker where there is more of its row, and beside it precision and recall; of many classes only these.</summary>
    public static string Of(ConfusionMatrix confusion)
    {
        IReadOnlyList<DecisionCounts> classes = confusion.PerClass;
        string[] names = [.. Enumerable.Range(0, confusion.Classes).Select(index => confusion.ClassNames.Count > 0 ? confusion.ClassNames[index] : index.ToString(CultureInfo.InvariantCulture))];
        bool hasCells = confusion.Classes <= MostClasses;
        var text = new StringBuilder("<div class=\"wide\"><table class=\"confusion\"><thead><tr><th>actual</th>");
        if (hasCells)
        {
            foreach (string name in names) text.Append(CultureInfo.InvariantCulture, $"<th>{HtmlReport.Encode(name)}</th>");
        }

        text.Append("<th>precision</th><th>recall</th><th>F1</th></tr></thead><tbody>");
        for (int actual = 0; actual < names.Length; actual++)
        {
            DecisionCounts counts = classes[actual];
            if (!hasCells && !counts.Occurs) continue;
            text.Append(CultureInfo.InvariantCulture, $"<tr><th>{HtmlReport.Encode(names[actual])}</th>");
            for (int predicted = 0; hasCells && predicted < names.Length; predicted++)
            {
                int samples = confusion[actual, predicted];
                double share = counts.Support == 0 ? 0 : (double)samples / counts.Support;
                string colour = actual == predicted ? "var(--right)" : "var(--wrong)";
                text.Append(CultureInfo.InvariantCulture, $"<td style=\"--share:{100 * share:F0}%;--of:{colour}\">{samples}</td>");
            }

            text.Append(CultureInfo.InvariantCulture, $"<td>{HtmlReport.Percent(counts.Precision)}</td><td>{HtmlReport.Percent(counts.Recall)}</td><td>{counts.FScore(1):F3}</td></tr>");
        }

        return text.Append("</tbody></table></div>").ToString();
    }
}
