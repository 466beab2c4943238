using System.Globalization;

namespace NetGen;

/// <summary>Numbers with what they count, and tables: for messages, and for what users print.</summary>
internal static class Words
{
    /// <summary>"1 sample", "2 samples".</summary>
    public static string Count(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>28x28x1.</summary>
    public static string Shape(IEnumerable<int> extents) => string.Join('x', extents.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Lines of cells: the first column begins at the left, the others end at the right.</summary>
    public static string Table(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        IEnumerable<string> lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd() + "\n");
        return string.Concat(lines);
    }
}
