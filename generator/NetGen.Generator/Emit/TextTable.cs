namespace NetGen.Generator.Emit;

/// <summary>Columns side by side.</summary>
internal static class TextTable
{
    /// <summary>The rows with their cells padded to whole columns.</summary>
    /// <param name="leftColumns">How many columns are words; those behind are numbers, and end alike.</param>
    public static IReadOnlyList<string> Align(IReadOnlyList<string[]> rows, int leftColumns)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => column < leftColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd())];
    }
}
