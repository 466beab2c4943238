using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>The names of one network: all that were given, over all blocks.</summary>
internal sealed class LayerNames
{
    /// <summary>What <c>Input</c> calls the network's or block's input.</summary>
    public const string Input = "input";

    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name, or says why it cannot be had.</summary>
    /// <param name="written">The part that the attribute's author wrote, or null for a default.</param>
    public void Take(string name, string? written, int attributeIndex, FindingList findings)
    {
        if (written is not null && !IsWellFormed(written))
        {
            findings.Error(
                RuleIds.InvalidArgument,
                attributeIndex,
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

    private static bool IsWellFormed(string name)
    {
        if (name.Length is 0 or > 100 || !(IsLetter(name[0]) || name[0] == '_') || name[name.Length - 1] == '.') return false;
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
