using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>The names of one network: all that were given, over all blocks.</summary>
internal sealed class LayerNames
{
    /// <summary>What <c>Input</c> calls the network's or block's input.</summary>
    public const string Input = "input";

    private const int MaximumLength = 100;

    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name, or says why it cannot be had.</summary>
    /// <param name="written">The part that the attribute's author wrote, or null for a default.</param>
    /// <param name="isInBlock">Whether it is written on another class than the network's.</param>
    public void Take(string name, string? written, int attributeIndex, bool isInBlock, FindingList findings)
    {
        if (written is not null && !IsWellFormed(written))
        {
            string nearest = $"Name = \"{NearestName(written)}\"";
            AttributeFix? fix = isInBlock ? null : AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, attributeIndex, nearest), $"Write {nearest}");
            findings.Error(
                RuleIds.InvalidArgument,
                attributeIndex,
                fix,
                "The layer",
                $"has Name = \"{written}\", which is no layer name",
                "Write letters, digits and underscores, beginning with a letter, with dots between parts, such as \"features.conv1\"");
            return;
        }

        if (string.Equals(written, Input, StringComparison.OrdinalIgnoreCase))
        {
            findings.Error(RuleIds.DuplicateName, attributeIndex, "The layer", $"has Name = \"{written}\", which means what the network reads", "Write another name");
            return;
        }

        // Members of the generated class are named after layers, and files on some machines do not tell case apart.
        string key = name.Replace('.', '_').ToUpperInvariant();
        if (_taken.TryGetValue(key, out string? other))
        {
            string difference = string.Equals(other, name, StringComparison.Ordinal)
                ? "is the name of two layers"
                : $"differs from the layer {other} only by case or punctuation";
            findings.Error(RuleIds.DuplicateName, attributeIndex, name, difference, "Give one of them another Name");
            return;
        }

        _taken.Add(key, name);
    }

    /// <summary>Whether a name can be that of a method's argument: letters, digits and underscores, beginning with a letter.</summary>
    public static bool IsIdentifier(string name) => IsWellFormed(name) && IsLetter(name[0]) && name.IndexOf('.') < 0;

    /// <summary>The same with underscores for everything that a name cannot hold.</summary>
    private static string NearestName(string name)
    {
        string clean = new([.. name.Select(character => IsLetter(character) || character is (>= '0' and <= '9') or '_' or '.' ? character : '_')]);
        string joined = string.Join(".", clean.Split(['.'], StringSplitOptions.RemoveEmptyEntries));
        string begun = joined.Length > 0 && (IsLetter(joined[0]) || joined[0] == '_') ? joined : "_" + joined;
        return begun.Length > MaximumLength ? begun.Substring(0, MaximumLength).TrimEnd('.') : begun;
    }

    private static bool IsWellFormed(string name)
    {
        if (name.Length is 0 or > MaximumLength || !(IsLetter(name[0]) || name[0] == '_') || name[name.Length - 1] == '.') return false;
        for (int i = 1; i < name.Length; i++)
        {
            char character = name[i];
            bool isPart = IsLetter(character) || character is (>= '0' and <= '9') or '_';
            if (!isPart && !(character == '.' && name[i - 1] != '.')) return false;
        }

        return true;
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
