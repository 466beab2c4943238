using System.Collections.Immutable;
using System.Globalization;

using NetGen.Generator;
using NetGen.Generator.Model;

namespace NetGen.Analyzers;

/// <summary>How a diagnostic carries its fix to the code fix provider: as text properties; where each edit goes is an additional location.</summary>
internal static class FixProperties
{
    private const string Title = "Fix.Title";

    public static ImmutableDictionary<string, string?> Write(AttributeFix fix)
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties.Add(Title, fix.Title);
        for (int i = 0; i < fix.Edits.Count; i++)
        {
            properties.Add(KindOf(i), fix.Edits[i].Kind.ToString());
            properties.Add(TextOf(i), fix.Edits[i].Text);
            properties.Add(ParameterOf(i), fix.Edits[i].Parameter);
            properties.Add(PositionOf(i), fix.Edits[i].Position.ToString(CultureInfo.InvariantCulture));
        }

        return properties.ToImmutable();
    }

    /// <summary>The fix, whose edits' attribute indices are those of the diagnostic's additional locations; null where there is none.</summary>
    public static AttributeFix? Read(ImmutableDictionary<string, string?> properties)
    {
        if (!properties.TryGetValue(Title, out string? title) || title is null) return null;
        var edits = new List<AttributeEdit>();
        while (properties.TryGetValue(KindOf(edits.Count), out string? kind) && Enum.TryParse(kind, out AttributeEditKind parsed))
        {
            int index = edits.Count;
            edits.Add(new AttributeEdit(parsed, index, properties[TextOf(index)] ?? string.Empty)
            {
                Parameter = properties[ParameterOf(index)] ?? string.Empty,
                Position = int.Parse(properties[PositionOf(index)], CultureInfo.InvariantCulture),
            });
        }

        return new AttributeFix(title, edits.ToEquatableArray());
    }

    private static string KindOf(int edit) => "Fix.Kind." + edit.ToString(CultureInfo.InvariantCulture);

    private static string ParameterOf(int edit) => "Fix.Parameter." + edit.ToString(CultureInfo.InvariantCulture);

    private static string PositionOf(int edit) => "Fix.Position." + edit.ToString(CultureInfo.InvariantCulture);

    private static string TextOf(int edit) => "Fix.Text." + edit.ToString(CultureInfo.InvariantCulture);
}
