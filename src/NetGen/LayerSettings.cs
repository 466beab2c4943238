using System.Globalization;

namespace NetGen;

/// <summary>
/// What a layer does besides what its kind, its shapes and its parameters say, with everything worked out: windows with their padding, groups, heads, slopes. Names
/// and numbers, in one text such as <c>kernel=5,5; stride=1,1; dilation=1,1; padding=2,2,2,2; groups=1</c>, which is read when it is first asked for.
/// Windows have a number for each axis that they move along, rows before columns; paddings have those in front before those behind.
/// </summary>
/// <param name="text">Settings with <c>; </c> between them.</param>
public sealed class LayerSettings(string text) : IEquatable<LayerSettings>
{
    private readonly string _text = text ?? throw new ArgumentNullException(nameof(text));
    private KeyValuePair<string, string>[]? _pairs;

    /// <summary>Those of a layer that has none.</summary>
    public static LayerSettings None { get; } = new(string.Empty);

    /// <summary>The names of what is set, in their order.</summary>
    public IReadOnlyList<string> Names => [.. Pairs.Select(pair => pair.Key)];

    private KeyValuePair<string, string>[] Pairs => _pairs ??= [.. _text.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>Whether there is a setting of a name.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string name) => string.Equals(Find(name), "true", StringComparison.Ordinal);

    /// <summary>A setting as it is written.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public string Word(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no setting '{name}' among '{_text}'.");

    /// <summary>Several words.</summary>
    /// <inheritdoc cref="Word" path="/exception"/>
    public IReadOnlyList<string> Words(string name) => Word(name).Split(',');

    /// <summary>A number.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    /// <exception cref="FormatException">It is no number.</exception>
    public double Number(string name) => double.Parse(Word(name), CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Number" path="/exception"/>
    public int Integer(string name) => int.Parse(Word(name), CultureInfo.InvariantCulture);

    /// <summary>Several whole numbers.</summary>
    /// <inheritdoc cref="Number" path="/exception"/>
    public IReadOnlyList<int> Integers(string name) => [.. Words(name).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    /// <summary>The text.</summary>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(LayerSettings? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerSettings);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static KeyValuePair<string, string> Read(string setting)
    {
        int end = setting.IndexOf('=', StringComparison.Ordinal);
        return end > 0 ? new(setting[..end], setting[(end + 1)..]) : throw new FormatException($"'{setting}' is no setting of a layer, such as 'groups=2'.");
    }

    private string? Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (KeyValuePair<string, string> pair in Pairs)
        {
            if (string.Equals(pair.Key, name, StringComparison.Ordinal)) return pair.Value;
        }

        return null;
    }
}
