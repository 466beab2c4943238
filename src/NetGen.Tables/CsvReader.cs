using System.Globalization;

using nietras.SeparatedValues;

namespace NetGen.Tables;

/// <summary>Reads comma-separated values into columns.</summary>
internal static class CsvReader
{
    private const string Separators = ",;\t|";

    public static Table Read(TextReader text, CsvOptions options, string source)
    {
        string first = text.ReadLine() ?? throw new TableException($"{source} is empty.");
        char separator = options.Separator ?? Separators.MaxBy(candidate => first.Count(letter => letter == candidate));
        using SepReader reader = Sep.New(separator)
            .Reader(settings => settings with { HasHeader = false, Unescape = true, DisableColCountCheck = true, CultureInfo = CultureInfo.InvariantCulture })
            .From(new PrefixedReader(first + "\n", text));
        var columns = new List<ColumnBuilder>();
        var lines = new List<int>();
        var missing = new HashSet<string>(options.MissingValues, StringComparer.OrdinalIgnoreCase);
        bool isHeader = options.HasHeader;
        foreach (SepReader.Row row in reader)
        {
            if (row.ColCount == 1 && row[0].Span.IsWhiteSpace()) continue; // an empty line, as at the end of many files
            if (columns.Count == 0)
            {
                for (int column = 0; column < row.ColCount; column++)
                    columns.Add(new ColumnBuilder(isHeader ? row[column].Span.Trim().ToString() : string.Create(CultureInfo.InvariantCulture, $"column{column + 1}"), missing));
                RequireNames(columns, source);
                if (isHeader) continue;
            }

            if (row.ColCount != columns.Count) throw WrongCount(row, columns, separator, source);
            for (int column = 0; column < columns.Count; column++) columns[column].Add(row[column].Span.Trim());
            lines.Add(row.LineNumberFrom);
        }

        if (columns.Count == 0) throw new TableException($"{source} is empty.");
        return new Table(source, [.. columns.Select(static column => column.Build())], [.. lines]);
    }

    private static TableException WrongCount(SepReader.Row row, List<ColumnBuilder> columns, char separator, string source)
    {
        string what = row.ColCount < columns.Count
            ? $"; the first without one is '{columns[row.ColCount].Name}'"
            : separator == ',' ? "; a value with a comma in it stands in quotes" : "";
        return new TableException(string.Create(CultureInfo.InvariantCulture, $"{source}, line {row.LineNumberFrom}: {Count(row.ColCount, "value")} where {Count(columns.Count, "column")} need one each{what}."));
    }

    private static void RequireNames(List<ColumnBuilder> columns, string source)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < columns.Count; column++)
        {
            if (columns[column].Name.Length == 0) throw new TableException(string.Create(CultureInfo.InvariantCulture, $"{source}: column {column + 1} has no name in the first line. Set HasHeader = false if that has values."));
            if (!names.Add(columns[column].Name)) throw new TableException($"{source}: two columns are called '{columns[column].Name}'.");
        }
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private sealed class ColumnBuilder(string name, HashSet<string> missing)
    {
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private readonly List<string> _distinct = [];
        private readonly List<int> _rows = [];

        public string Name => name;

        public void Add(ReadOnlySpan<char> value)
        {
#if NET9_0_OR_GREATER
            if (_codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out int code))
            {
                _rows.Add(code);
                return;
            }

            string text = value.ToString();
#else
            string text = value.ToString();
            if (_codes.TryGetValue(text, out int code))
            {
                _rows.Add(code);
                return;
            }
#endif
            code = TableColumn.Missing;
            if (!missing.Contains(text))
            {
                code = _distinct.Count;
                _distinct.Add(text);
            }

            _codes.Add(text, code);
            _rows.Add(code);
        }

        public TableColumn Build() => new(name, _distinct, [.. _rows]);
    }

    /// <summary>A text whose first line has been read already.</summary>
    private sealed class PrefixedReader(string prefix, TextReader rest) : TextReader
    {
        private int _position;

        public override int Peek() => _position < prefix.Length ? prefix[_position] : rest.Peek();

        public override int Read() => _position < prefix.Length ? prefix[_position++] : rest.Read();

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            if (_position >= prefix.Length) return rest.Read(buffer);
            int count = Math.Min(buffer.Length, prefix.Length - _position);
            prefix.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }
    }
}
