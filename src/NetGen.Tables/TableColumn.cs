using System.Globalization;

namespace NetGen.Tables;

/// <summary>A column of a <see cref="Table"/>: each row's text, or none where the value is missing.</summary>
public sealed class TableColumn
{
    internal const int Missing = -1;

    private readonly int[] _codes; // of each row, into the distinct texts

    internal TableColumn(string name, IReadOnlyList<string> distinct, int[] codes)
    {
        Name = name;
        Distinct = distinct;
        _codes = codes;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The different texts that it was read with, in the order in which they came.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _codes.Length;

    /// <summary>The text of a row, without white space around it; null where it is missing.</summary>
    public string? this[int row] => _codes[row] == Missing ? null : Distinct[_codes[row]];

    /// <summary>Rows whose value is missing.</summary>
    public int MissingCount => _codes.Count(static code => code == Missing);

    /// <summary>Of each row the place of its text among the distinct ones, or -1.</summary>
    internal ReadOnlySpan<int> Codes => _codes;

    /// <summary>The share of values that are numbers, among those that are not missing; NaN where all are.</summary>
    internal double NumberShare
    {
        get
        {
            bool[] isNumber = [.. Distinct.Select(static text => TryParse(text, out _))];
            long numbers = 0;
            long all = 0;
            foreach (int code in _codes)
            {
                if (code == Missing) continue;
                all++;
                if (isNumber[code]) numbers++;
            }

            return (double)numbers / all;
        }
    }

    /// <summary>A number as every machine writes it: a point before decimals, no separators of thousands; finite.</summary>
    internal static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite((float)value);

    /// <summary>The same column of some rows.</summary>
    internal TableColumn Select(IReadOnlyList<int> rows) => new(Name, Distinct, [.. rows.Select(row => _codes[row])]);
}
