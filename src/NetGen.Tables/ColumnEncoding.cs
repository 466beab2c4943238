using System.Globalization;
using System.Text.Json.Serialization;

namespace NetGen.Tables;

/// <summary>How one column becomes inputs.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NumberEncoding), "number")]
[JsonDerivedType(typeof(CategoryEncoding), "category")]
public abstract record ColumnEncoding
{
    private protected ColumnEncoding(string name)
    {
        Name = name;
    }

    /// <summary>The column.</summary>
    public string Name { get; }

    /// <summary>What each of its inputs is called.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> InputNames { get; }

    /// <summary>Writes the inputs of a value.</summary>
    /// <param name="value">The text; null where it is missing.</param>
    /// <param name="inputs">As many floats as there are names.</param>
    /// <returns>What is wrong with the value; null where nothing is.</returns>
    internal abstract string? Encode(string? value, Span<float> inputs);

    /// <summary>What is wrong with what a file says; null where nothing is.</summary>
    internal abstract string? FindProblem();
}

/// <summary>A number: (value - mean) / std. Where values are missing, there is a second input, which is 1 for these, while the first is 0, as the mean is.</summary>
/// <param name="Name">The column.</param>
/// <param name="Mean">The mean of the rows that the encoder has learned from.</param>
/// <param name="Std">Their standard deviation; 1 where all are the same.</param>
/// <param name="MarksMissing">Whether some of them were missing.</param>
public sealed record NumberEncoding(string Name, double Mean, double Std, bool MarksMissing) : ColumnEncoding(Name)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> InputNames => MarksMissing ? [Name, $"{Name} is missing"] : [Name];

    internal override string? FindProblem()
        => double.IsFinite(Mean) && double.IsFinite(Std) && Std > 0 ? null : "has no mean, or no standard deviation above 0";

    internal override string? Encode(string? value, Span<float> inputs)
    {
        inputs.Clear();
        if (value is null)
        {
            if (MarksMissing) inputs[1] = 1;
            return null;
        }

        if (!TableColumn.TryParse(value, out double number)) return $"'{value}' is no number";
        inputs[0] = (float)((number - Mean) / Std);
        return null;
    }
}

/// <summary>A category: an input for each text, 1 for that of the row and 0 for all others. A text that the encoder has not seen, and one that is missing, is 0 for all; one that was missing already
/// where the encoder learned has an input of its own.</summary>
/// <param name="Name">The column.</param>
/// <param name="Values">The texts, in alphabetical order.</param>
/// <param name="MarksMissing">Whether values were missing.</param>
public sealed record CategoryEncoding(string Name, IReadOnlyList<string> Values, bool MarksMissing) : ColumnEncoding(Name)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> InputNames => [.. Values.Select(value => $"{Name} = {value}"), .. MarksMissing ? [$"{Name} is missing"] : Array.Empty<string>()];

    /// <summary>Whether both are of the same texts.</summary>
    public bool Equals(CategoryEncoding? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal) && MarksMissing == other.MarksMissing && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Values.Count);

    internal override string? FindProblem() => Values is null || Values.Contains(null!) ? "lacks a text" : null;

    internal override string? Encode(string? value, Span<float> inputs)
    {
        inputs.Clear();
        if (value is null)
        {
            if (MarksMissing) inputs[Values.Count] = 1;
            return null;
        }

        int place = Find(value);
        if (place >= 0) inputs[place] = 1;
        return null;
    }

    private int Find(string value)
    {
        for (int place = 0; place < Values.Count; place++)
        {
            if (string.Equals(Values[place], value, StringComparison.Ordinal)) return place;
        }

        return -1;
    }
}

/// <summary>How the target column becomes a label or a target value.</summary>
/// <param name="Name">The column.</param>
/// <param name="Classes">The classes, in alphabetical order, or as numbers are ordered; null where the target is a number.</param>
/// <param name="PositiveClass">The class whose target value is 1, the other's being 0; null where classes are labels.</param>
public sealed record TargetEncoding(string Name, IReadOnlyList<string>? Classes, string? PositiveClass)
{
    /// <summary>The label of a text; -1 where it is no class.</summary>
    internal int LabelOf(string value)
    {
        for (int label = 0; label < Classes!.Count; label++)
        {
            if (string.Equals(Classes[label], value, StringComparison.Ordinal)) return label;
        }

        return -1;
    }

    /// <summary>What is wrong with a text that is no class.</summary>
    internal string Unknown(string value) => string.Create(CultureInfo.InvariantCulture, $"'{value}' is none of the {Classes!.Count} classes {string.Join(", ", Classes.Take(10).Select(static name => $"'{name}'"))}");
}
