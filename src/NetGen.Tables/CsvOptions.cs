namespace NetGen.Tables;

/// <summary>How a comma-separated file is read.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between values; null for what the first line has: a comma, semicolon, tab or vertical bar.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first line has the names of the columns; without it they are called 'column1', 'column2' and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Texts that stand for a missing value, whatever their case; white space around values does not count.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = ["", "?", "NA", "N/A", "NaN", "null", "none"];
}
