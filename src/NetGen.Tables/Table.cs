using System.Globalization;

using NetGen.Data;

namespace NetGen.Tables;

/// <summary>Rows and named columns of texts, as a file has them.</summary>
public sealed class Table
{
    private readonly int[] _lines; // of each row, in the file

    internal Table(string source, IReadOnlyList<TableColumn> columns, int[] lines)
    {
        Source = source;
        Columns = columns;
        _lines = lines;
    }

    /// <summary>What messages call it: the file's name.</summary>
    public string Source { get; }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => _lines.Length;

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public TableColumn this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal))
                ?? throw new ArgumentException($"{Source} has no column '{name}'; it has {string.Join(", ", Columns.Select(static column => $"'{column.Name}'"))}.", nameof(name));
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; UTF-8 unless it begins with another mark.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="TableException">A line has too few or too many values, or the header a name twice; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Table ReadCsv(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new StreamReader(path);
        return ReadCsv(reader, options, Path.GetFileName(path));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="TableException">A line has too few or too many values, or the header a name twice; the message says which.</exception>
    public static Table ReadCsv(TextReader reader, CsvOptions? options = null, string source = "the table")
    {
        ArgumentNullException.ThrowIfNull(reader);
        return CsvReader.Read(reader, options ?? new CsvOptions(), source);
    }

    /// <summary>The rows of these indices, counted from 0, in their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Table Select(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] chosen = [.. rows];
        foreach (int row in chosen)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount, nameof(rows));
        }

        return new Table(Source, [.. Columns.Select(column => column.Select(chosen))], [.. chosen.Select(row => _lines[row])]);
    }

    /// <summary>
    /// Two parts, drawn at random: every row is in one of them. What an encoder learns from the first it knows nothing of the second from.
    /// </summary>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="seed">Another one, another division.</param>
    /// <param name="stratifyBy">A column each of whose values is divided by itself, as the classes of a target are; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public (Table First, Table Second) Split(double share, ulong seed = 0, string? stratifyBy = null)
    {
        // The library's own division of samples, of rows that are their indices.
        int[] strata = stratifyBy is null ? new int[RowCount] : [.. this[stratifyBy].Codes.ToArray().Select(static code => code + 1)];
        float[] rows = [.. Enumerable.Range(0, RowCount).Select(BitConverter.Int32BitsToSingle)];
        (SampleSource first, SampleSource second) = new Dataset(rows, 1, strata, strata.DefaultIfEmpty().Max() + 1).Split(share, seed);
        return (Select(Rows(first)), Select(Rows(second)));
    }

    /// <summary>Where a row stands in the file: "people.csv, line 18".</summary>
    internal string PlaceOf(int row) => string.Create(CultureInfo.InvariantCulture, $"{Source}, line {_lines[row]}");

    private static IEnumerable<int> Rows(SampleSource part)
    {
        float[] input = new float[1];
        for (int index = 0; index < part.Count; index++)
        {
            int label = 0;
            float weight = 1;
            part.Read(index, default, new SampleRow(input, [], ref label, ref weight));
            yield return BitConverter.SingleToInt32Bits(input[0]);
        }
    }
}
