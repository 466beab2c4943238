using System.Globalization;

namespace NetGen;

/// <summary>
/// The table of a <see cref="NetworkSummary"/>: two lines of head, then the layers. A first column that is too long goes on in the next line.
/// </summary>
internal static class SummaryTable
{
    private const int Width = 100;
    private const int LeastFirst = 12;
    private const string Gap = "  ";
    private const string Indent = "  ";

    /// <summary>A column: its head of two lines, and its cell for a layer.</summary>
    private sealed record Column(string Head, string SecondHead, Func<LayerSummary, string> Cell);

    public static string Of(NetworkSummary summary)
    {
        Column[] columns = [.. Columns(summary)];
        List<string[]> rows = [[.. columns.Select(static column => column.Head)], [.. columns.Select(static column => column.SecondHead)]];
        rows.AddRange(summary.Layers.Select(layer => columns.Select(column => column.Cell(layer)).ToArray()));
        int[] widths = [.. columns.Select((_, column) => rows.Max(row => row[column].Length))];
        int others = widths.Skip(1).Sum(static width => width + Gap.Length);
        widths[0] = Math.Min(widths[0], Math.Max(LeastFirst, Width - others));
        List<string> lines = [.. rows.SelectMany(row => Lines(row, widths))];
        lines.Insert(2, new string('-', widths.Sum() + ((widths.Length - 1) * Gap.Length)));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<Column> Columns(NetworkSummary summary)
    {
        yield return new("layer (kind)", "", static layer => $"{layer.Layer.Name} ({layer.Layer.Kind})");
        yield return new("output", "", static layer => Words.Shape(layer.Layer.OutputShape));
        yield return new("parameters", "", static layer => Grouped(layer.TrainableParameters + layer.FrozenParameters + layer.StateValues));
        if (summary.FrozenParameters + summary.StateValues > 0) yield return new("not", "trained", static layer => Grouped(layer.FrozenParameters + layer.StateValues));
        yield return new("std", "predicted", static layer => Number(layer.Layer.Predicted.Std));
        if (summary.Measured is not null) yield return new("std", "measured", static layer => Number(layer.Measured?.Values?.Std));
        yield return new("gradient", "predicted", static layer => Number(layer.Layer.Predicted.GradientStd));
        if (summary.Measured?.Loss is not null) yield return new("gradient", "measured", static layer => Number(layer.Measured?.Gradients?.Rms));
    }

    private static IEnumerable<string> Lines(string[] row, int[] widths)
    {
        string[] parts = [.. Parts(row[0], widths[0])];
        IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? parts[0].PadRight(widths[0]) : cell.PadLeft(widths[column]));
        return [string.Join(Gap, cells).TrimEnd(), .. parts.Skip(1)];
    }

    /// <summary>A text in pieces, broken in front of the kind where that is enough.</summary>
    private static IEnumerable<string> Parts(string text, int width)
    {
        while (text.Length > width)
        {
            int space = text.LastIndexOf(' ', width);
            int end = space >= Indent.Length ? space : width;
            yield return text[..end];
            text = Indent + text[end..].TrimStart();
        }

        yield return text;
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("G3", CultureInfo.InvariantCulture) ?? "-";
}
