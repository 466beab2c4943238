using System.Globalization;

using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>The names of one network: all that were given, over all blocks.</summary>
internal sealed class LayerNames
{
    /// <summary>What <c>Input</c> calls the network's or block's input.</summary>
    public const string Input = "input";

    /// <summary>Longer than any that people write; a name is a line of the hover text.</summary>
    private const int MaximumLength = 1000;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>What was reported as the name of two: the names inside are then the same twice, too.</summary>
    private readonly List<string> _repeated = [];

    /// <summary>Takes a name, or says why it cannot be had.</summary>
    /// <param name="written">The part that the attribute's author wrote, or null for a default.</param>
    /// <param name="isEditable">Whether the attribute that it is written on can be edited.</param>
    /// <param name="property">The attribute's property that it is written to.</param>
    public void Take(string name, string? written, int attributeIndex, bool isEditable, FindingList findings, string property = "Name")
    {
        if (written is not null && !IsWellFormed(written))
        {
            string nearest = $"{property} = \"{NearestName(written).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
            AttributeFix? fix = isEditable
                ? AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, attributeIndex, nearest), $"Write {nearest}")
                : null;
            findings.Error(
                RuleIds.InvalidArgument,
                attributeIndex,
                fix,
                "The layer",
                $"has {property} = \"{Visible(written)}\", which is no layer name",
                "Write one part, or several with dots between, none of them empty or with control characters, such as \"conv1\" or \"features.0\"");
            return;
        }

        if (_taken.Add(name) || _repeated.Exists(block => name.StartsWith(block + ".", StringComparison.Ordinal))) return;
        _repeated.Add(name);
        findings.Error(RuleIds.DuplicateName, attributeIndex, name, "is the name of two layers", "Give one of them another Name");
    }

    /// <summary>Takes the name of an input, of which <see cref="NetworkInput"/> has said already what is wrong with it.</summary>
    public void TakeChecked(string name) => _taken.Add(name);

    /// <summary>Whether a name can be that of a method's argument: letters, digits and underscores, beginning with a letter.</summary>
    public static bool IsIdentifier(string name) => name.Length is > 0 and <= MaximumLength && name[0] is not (>= '0' and <= '9') && name.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    /// <summary>What a message can show of a name: on one line.</summary>
    public static string Visible(string name) => new([.. name.Select((_, index) => IsVisible(name, index) ? name[index] : '_')]);

    /// <summary>The nearest that is a name.</summary>
    private static string NearestName(string name)
    {
        string joined = string.Join(".", Visible(name).Split(['.'], StringSplitOptions.RemoveEmptyEntries));
        string begun = joined.Length > 0 ? joined : "_";
        return begun.Length > MaximumLength ? begun.Substring(0, MaximumLength).TrimEnd('.') : begun;
    }

    private static bool IsWellFormed(string name)
        => name.Length is > 0 and <= MaximumLength && name.Split('.').All(part => part.Length > 0) && Enumerable.Range(0, name.Length).All(index => IsVisible(name, index));

    /// <summary>
    /// Whether a character can stand in a name: PyTorch's modules may have any but the dot. What ends a line cannot stand in the comments of
    /// generated code, and half a surrogate pair not in a file.
    /// </summary>
    private static bool IsVisible(string name, int index) => char.GetUnicodeCategory(name[index]) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Surrogate => char.IsSurrogatePair(name, char.IsLowSurrogate(name[index]) ? Math.Max(index - 1, 0) : index),
        _ => true,
    };
}
