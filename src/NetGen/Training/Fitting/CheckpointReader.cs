using System.Globalization;

using NetGen.Files;

namespace NetGen;

/// <summary>The texts in a checkpoint's header as numbers.</summary>
internal sealed class CheckpointReader(IReadOnlyDictionary<string, string> metadata)
{
    public bool Has(string key) => metadata.ContainsKey(key);

    public IEnumerable<KeyValuePair<string, string>> All => metadata;

    public string? Find(string key) => metadata.GetValueOrDefault(key);

    public string Text(string key) => Find(key) ?? throw new NetworkFileException(NetworkFileError.Missing, 0, $"The file is no checkpoint: it lacks '{key}'");

    /// <summary>A whole number that is not negative.</summary>
    public long Integer(string key) =>
        long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : throw Invalid(key);

    /// <summary>A whole number from 0 to <paramref name="most"/>.</summary>
    public long Integer(string key, long most) => Integer(key) is var value && value <= most ? value : throw OutOfRange(key);

    public double Real(string key) => ParseReal(Text(key), key);

    public static double ParseReal(string text, string key) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Invalid(key);

    /// <summary>Refuses a checkpoint that was written under other settings.</summary>
    public void Require(string key, string expected)
    {
        string found = Text(key);
        if (string.Equals(found, expected, StringComparison.Ordinal)) return;
        throw new InvalidOperationException($"The checkpoint was written with {key} = {found}; now it is {expected}. Going on from it would not give what an uninterrupted run gives.");
    }

    public static NetworkFileException OutOfRange(string key) => new(NetworkFileError.ValueOutOfRange, 0, $"The checkpoint's '{key}' is outside of its range");

    public static NetworkFileException Invalid(string key) => new(NetworkFileError.InvalidNumber, 0, $"The checkpoint's '{key}' is not a number");
}
