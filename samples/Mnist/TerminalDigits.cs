using System.Text;

namespace MnistSample;

/// <summary>Draws images with half-block characters: each shows two pixels, one above the other, so pixels are about square.</summary>
internal static class TerminalDigits
{
    /// <summary>A pixel at least this light is ink; drawn digits have noise below it.</summary>
    private const float Ink = 0.4f;

    private const int Gap = 3;

    /// <summary>The lines of one image: <paramref name="size"/> characters each, half as many as it has rows.</summary>
    /// <param name="image">size x size values from 0 to 1.</param>
    /// <param name="size">Rows and columns; even.</param>
    public static string[] Draw(ReadOnlySpan<float> image, int size)
    {
        string[] lines = new string[size / 2];
        for (int line = 0; line < lines.Length; line++)
        {
            ReadOnlySpan<float> upper = image.Slice(2 * line * size, size);
            ReadOnlySpan<float> lower = image.Slice(((2 * line) + 1) * size, size);
            var text = new StringBuilder(size);
            for (int x = 0; x < size; x++) text.Append(Block(upper[x] >= Ink, lower[x] >= Ink));
            lines[line] = text.ToString();
        }

        return lines;
    }

    /// <summary>Pictures with captions side by side, as many in a row as fit, at least one.</summary>
    /// <param name="pictures">Captions and their lines, all pictures of one height.</param>
    /// <param name="pictureWidth">Characters of a picture's line; a longer caption is cut.</param>
    /// <param name="width">Characters of a whole row.</param>
    public static string Arrange(IReadOnlyList<(string Caption, string[] Lines)> pictures, int pictureWidth, int width)
    {
        int perRow = Math.Max(1, (width + Gap) / (pictureWidth + Gap));
        var text = new StringBuilder();
        foreach ((string Caption, string[] Lines)[] row in pictures.Chunk(perRow))
        {
            if (text.Length > 0) text.Append('\n');
            AppendRow(text, row.Select(picture => picture.Caption), pictureWidth);
            for (int line = 0; line < row[0].Lines.Length; line++) AppendRow(text, row.Select(picture => picture.Lines[line]), pictureWidth);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells, int cellWidth)
    {
        string line = string.Join(new string(' ', Gap), cells.Select(cell => cell.Length > cellWidth ? cell[..cellWidth] : cell.PadRight(cellWidth)));
        text.Append(line.TrimEnd()).Append('\n');
    }

    private static char Block(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };
}
