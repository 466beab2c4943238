using System.Globalization;
using System.Text;
using NetGen;

namespace MnistSample;

/// <summary>Shows how often each digit was taken for each.</summary>
internal static class ConfusionTable
{
    /// <summary>One row for each digit shown, with a count for each digit read.</summary>
    public static int[][] Rows(ConfusionMatrix confusion) =>
        [.. Enumerable.Range(0, confusion.Classes).Select(shown => Enumerable.Range(0, confusion.Classes).Select(read => confusion[shown, read]).ToArray())];

    /// <summary>A table with a dot where the count is 0.</summary>
    /// <param name="rows">As many rows as columns.</param>
    public static string Format(int[][] rows)
    {
        int width = Math.Max(3, rows.Max(static row => row.Max()).ToString(CultureInfo.InvariantCulture).Length);
        var text = new StringBuilder();
        text.Append("shown | read as\n      |");
        for (int read = 0; read < rows.Length; read++) AppendCell(text, read.ToString(CultureInfo.InvariantCulture), width);
        text.Append("   read rightly\n");
        text.Append("------+").Append('-', (width + 1) * rows.Length).Append('\n');
        for (int shown = 0; shown < rows.Length; shown++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{shown,5} |");
            foreach (int count in rows[shown]) AppendCell(text, count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture), width);
            int total = rows[shown].Sum();
            text.Append(CultureInfo.InvariantCulture, $"   {(total == 0 ? "-" : Percent.Of((double)rows[shown][shown] / total)),12}\n");
        }

        return text.ToString();
    }

    private static void AppendCell(StringBuilder text, string cell, int width) => text.Append(' ').Append(cell.PadLeft(width));
}
