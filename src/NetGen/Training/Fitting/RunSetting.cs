using System.Globalization;

namespace NetGen;

/// <summary>One of the settings that a run is made of.</summary>
/// <param name="Kind">Which of them it is, or belongs to; none for what may never change.</param>
/// <param name="Key">Its name in a checkpoint.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">A number, truth value or text; or an array of numbers, of which six digits count.</param>
internal sealed record RunSetting(RunSettings Kind, string Key, string Name, object Value)
{
    private const double Tolerance = 1e-6;

    /// <summary>A value in a checkpoint that goes with any other.</summary>
    public string? Neutral { get; init; }

    /// <summary>What a checkpoint has in mind that does not have the setting: it is older than that. Null where every checkpoint has it.</summary>
    public object? Before { get; init; }

    /// <summary><see cref="Before"/> as a checkpoint would keep it.</summary>
    public string? TextBefore => Before is { } before ? TextOf(before) : null;

    /// <summary>The value as a checkpoint keeps it: the shortest text that reads back as the same bits.</summary>
    public string Text => TextOf(Value);

    /// <summary>Whether a value in a checkpoint means the same.</summary>
    public bool AgreesWith(string stored)
    {
        if (string.Equals(stored, Text, StringComparison.Ordinal) || (Neutral is not null && string.Equals(stored, Neutral, StringComparison.Ordinal))) return true;
        if (Value is not double[] numbers) return false;
        string[] others = stored.Split(' ');
        return others.Length == numbers.Length && others.Zip(numbers).All(static pair =>
            double.TryParse(pair.First, NumberStyles.Float, CultureInfo.InvariantCulture, out double other)
            && Math.Abs(other - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.Second)));
    }

    private static string TextOf(object value) => value switch
    {
        double[] numbers => string.Join(' ', numbers.Select(static number => TextOf(number))),
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
