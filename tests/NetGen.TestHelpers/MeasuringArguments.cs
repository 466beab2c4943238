using System.Globalization;

namespace NetGen.TestHelpers;

/// <summary>What a program is told that measures networks from several seeds and writes a page.</summary>
/// <param name="Seeds">How many seeds; null for as many as it takes by itself.</param>
/// <param name="Only">What the names begin with or contain of what is measured; null for all.</param>
/// <param name="Markdown">The page that is written; null for none.</param>
public sealed record MeasuringArguments(int? Seeds, string? Only, string? Markdown)
{
    /// <summary>What can be said.</summary>
    public const string Usage = "[--seeds N] [--only NAME] [--markdown FILE]";

    /// <summary>Reads the arguments; null where one is not understood.</summary>
    public static MeasuringArguments? Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count % 2 != 0) return null;
        MeasuringArguments result = new(null, null, null);
        for (int index = 0; index < arguments.Count; index += 2)
        {
            string value = arguments[index + 1];
            switch (arguments[index])
            {
                case "--seeds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0:
                    result = result with { Seeds = count };
                    break;
                case "--only":
                    result = result with { Only = value };
                    break;
                case "--markdown":
                    result = result with { Markdown = value };
                    break;
                default:
                    return null;
            }
        }

        return result;
    }
}
