using Microsoft.CodeAnalysis;

using NetGen.Generator;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Emit;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers;

/// <summary>NG6002: too much text. The generator leaves its size on the class, so nothing is generated here.</summary>
internal static class GeneratedSourceCheck
{
    // The generator says nothing of smaller ones.
    private const double LeastCharacters = 100_000;

    public static readonly Threshold Characters = new(RuleIds.LargeSource, "characters", 3_000_000, LeastCharacters, 1e12);

    public static readonly Threshold Lines = new(RuleIds.LargeSource, "lines", 150_000, 1, 1e12);

    public static IEnumerable<Finding> Run(INamedTypeSymbol type, NetworkModel model, CheckOptions options)
    {
        if (ReadSize(type) is not { } size || !IsLarge(size.Characters, size.Lines, options)) yield break;
        string limit = size.Characters > options[Characters]
            ? $"{Text.Grouped((long)options[Characters])} characters"
            : $"{Text.Grouped((long)options[Lines])} lines";
        Finding finding = new(
            RuleIds.LargeSource,
            model.AttributeIndex,
            EquatableArray.Of(
                type.Name,
                $"has generated code of {Text.Grouped(size.Characters)} characters in {Text.Grouped(size.Lines)} lines, more than {limit}, which slows compiling and editing down",
                (size.CharactersOfSize is var ofSize and > 0 && ofSize < size.Characters
                    ? $"Write Unroll = Unroll.Size on [Network], which makes {Text.Grouped(ofSize)} characters of it, or use fewer layers"
                    : "Use fewer layers") + ", move the network to a project of its own, which is compiled when it changes, or raise the limit in .editorconfig"));
        yield return model.Unroll == Unroll.Size
            ? finding
            : finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, model.AttributeIndex, "Unroll = Unroll.Size"), "Write Unroll = Unroll.Size") };
    }

    /// <summary>Whether a text of this size is reported.</summary>
    public static bool IsLarge(int characters, int lines, CheckOptions options) => characters > options[Characters] || lines > options[Lines];

    private static SourceSize? ReadSize(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "GeneratedSourceAttribute", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "NetGen" } }) continue;
            if (attribute.ConstructorArguments.Length != 3) continue;
            if (attribute.ConstructorArguments[0].Value is int characters && attribute.ConstructorArguments[1].Value is int lines && attribute.ConstructorArguments[2].Value is int ofSize)
            {
                return new SourceSize(characters, lines) { CharactersOfSize = ofSize };
            }
        }

        return null;
    }
}
