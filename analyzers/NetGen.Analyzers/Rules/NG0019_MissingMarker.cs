using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0019_MissingMarker
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0019",
        "Layers without a network",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Layers stand on a class that is neither a network nor a block.",
        RuleHelp.Root + "NG0019.md");
}
