using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0004_ModifierWithoutLayer
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0004",
        "Modifier without a layer",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An initialiser belongs to the nearest layer with weights above it.",
        RuleHelp.Root + "NG0004.md");
}
