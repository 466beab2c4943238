using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0011_InputBelow
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0011",
        "Layer reads itself or a layer below it",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Layers run in the order in which they are written, so a layer can only read those above it.",
        RuleHelp.Root + "NG0011.md");
}
