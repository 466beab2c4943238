using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0006_InvalidArgument
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0006",
        "Invalid argument",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A size, rate or constant is outside the range in which the layer is defined.",
        RuleHelp.Root + "NG0006.md");
}
