using System.Globalization;
using System.Text;

using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Reporting;

/// <summary>The tables of a comparison.</summary>
internal static class MarkdownReport
{
    /// <summary>The name of the tables' section.</summary>
    private const string Section = "compare";

    /// <summary>Replaces the tables of a document, or appends them to one that has none.</summary>
    public static void Update(string path, IReadOnlyList<ComparisonRow> rows, PeerSet peers) => MarkdownSection.Update(path, Section, Tables(rows, peers.Present));

    /// <summary>The figures to reach, then everything that was measured.</summary>
    public static string Tables(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<string> peers)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Describe()}. {string.Join("; ", peers)}.\n\n");
        text.Append("| figure | batch | mode | threads | NetGen | against | ratio | goal |\n|---|---|---|---|---|---|---|---|\n");
        foreach (Figure figure in Figures.All)
        {
            foreach ((int threads, double goal) in figure.Goals)
            {
                if (Find(rows, figure, threads) is { } row) text.Append(FigureLine(row, figure, goal));
            }
        }

        text.Append("\n| work | batch | mode | threads | NetGen | peer | its time | ratio |\n|---|---|---|---|---|---|---|---|\n");
        foreach (ComparisonRow row in rows) text.Append(RowLine(row));
        return text.ToString();
    }

    private static ComparisonRow? Find(IReadOnlyList<ComparisonRow> rows, Figure figure, int threads) => rows.FirstOrDefault(row =>
        row.Work == figure.Work && row.Batch == figure.Batch && row.Mode == figure.Mode.Name() && row.Threads == threads &&
        (figure.Peer is null || row.Peer == figure.Peer));

    private static string FigureLine(ComparisonRow row, Figure figure, double goal)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"| {Title(row)} | {row.Batch} | {row.Mode} | {row.Threads} | {RowText.Seconds(row.NetgenSeconds)} ");
        return figure.Peer switch
        {
            null => $"{start}| - | - | {RowText.Seconds(goal)} |\n",
            ComparisonRow.Peak => string.Create(CultureInfo.InvariantCulture, $"{start}| {figure.Peer} | {row.Ratio:P0} ({row.Gigaflops:F0} GF/s) | {goal:P0} |\n"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{start}| {figure.Peer} | {row.Ratio:F2} | {goal:0.##} |\n"),
        };
    }

    private static string RowLine(ComparisonRow row)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"| {row.Work} | {row.Batch} | {row.Mode} | {row.Threads} | {RowText.Seconds(row.NetgenSeconds)} |");
        if (row.Peer is null) return $"{start} - | - | - |\n";
        string variant = row.PeerVariant is null ? string.Empty : $" ({row.PeerVariant})";
        return string.Create(CultureInfo.InvariantCulture, $"{start} {row.Peer}{variant} | {RowText.Seconds(row.PeerSeconds!.Value)} | {row.Ratio:F2} |\n");
    }

    private static string Title(ComparisonRow row) => WorkCatalog.Find(row.Work).Title;
}
