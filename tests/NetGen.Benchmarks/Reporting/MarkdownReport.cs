using System.Globalization;
using System.Text;

using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Reporting;

/// <summary>Tables for a document: they replace what stands between two markers, and all other text stays.</summary>
internal static class MarkdownReport
{
    /// <summary>The line before the tables.</summary>
    public const string Begin = "<!-- compare: begin -->";

    /// <summary>The line behind them.</summary>
    public const string End = "<!-- compare: end -->";

    /// <summary>Replaces the tables of a document, or appends them to one that has none.</summary>
    public static void Update(string path, IReadOnlyList<ComparisonRow> rows, PeerSet peers) =>
        File.WriteAllText(path, Replace(File.Exists(path) ? File.ReadAllText(path) : "# Performance\n", Tables(rows, peers.Present)));

    /// <summary>A document with other tables.</summary>
    /// <exception cref="InvalidDataException">It has one marker without the other.</exception>
    public static string Replace(string document, string tables)
    {
        int begin = document.IndexOf(Begin, StringComparison.Ordinal);
        int end = document.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 && end < 0) return $"{document.TrimEnd()}\n\n{Begin}\n{tables}{End}\n";
        if (begin < 0 || end < begin) throw new InvalidDataException($"The document needs '{Begin}' and behind it '{End}'.");
        return $"{document[..begin]}{Begin}\n{tables}{document[end..]}";
    }

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
