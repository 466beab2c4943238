using System.Globalization;
using System.Text;

namespace MnistSample;

/// <summary>How often each class was taken for each.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ConfusionMatrix(int classes)
{
    private readonly int[][] _counts = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];

    /// <summary>One row for each true class, with a count for each answer.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Rows => _counts;

    /// <summary>Images whose answer was right.</summary>
    public int Right => Enumerable.Range(0, classes).Sum(index => _counts[index][index]);

    /// <summary>Counts one image.</summary>
    public void Count(int label, int answer) => _counts[label][answer]++;

    /// <summary>A table: a row for what the image shows, a column for what was read, a dot for none.</summary>
    public override string ToString()
    {
        int width = Math.Max(3, _counts.Max(static row => row.Max()).ToString(CultureInfo.InvariantCulture).Length);
        var text = new StringBuilder();
        text.Append("shown |");
        for (int answer = 0; answer < classes; answer++) AppendCell(text, answer.ToString(CultureInfo.InvariantCulture), width);
        text.Append("   read rightly\n");
        text.Append("------+").Append('-', (width + 1) * classes).Append('\n');
        for (int label = 0; label < classes; label++)
        {
            int[] row = _counts[label];
            text.Append(CultureInfo.InvariantCulture, $"{label,5} |");
            foreach (int count in row) AppendCell(text, count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture), width);
            int shown = row.Sum();
            text.Append(CultureInfo.InvariantCulture, $"   {(shown == 0 ? "-" : Percent.Of((double)row[label] / shown)),12}\n");
        }

        return text.ToString();
    }

    private static void AppendCell(StringBuilder text, string cell, int width) => text.Append(' ').Append(cell.PadLeft(width));
}
