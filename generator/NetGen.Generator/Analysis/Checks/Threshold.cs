using System.Globalization;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>A number from which on a check speaks: its default, and what an .editorconfig may say instead.</summary>
/// <param name="Rule">NG4001 ...</param>
/// <param name="Name">One word: ratio.</param>
/// <param name="Default">What holds where nothing, or nothing usable, is written.</param>
/// <param name="Minimum">The least value that makes sense.</param>
/// <param name="Maximum">The greatest value that makes sense.</param>
internal sealed record Threshold(string Rule, string Name, double Default, double Minimum, double Maximum)
{
    /// <summary>The key in an .editorconfig: netgen_ng4001_ratio.</summary>
    public string Key { get; } = $"netgen_{Rule.ToLowerInvariant()}_{Name}";

    /// <summary>Reads a value; null where it is no number between the two limits.</summary>
    public double? Parse(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= Minimum && value <= Maximum ? value : null;
}
