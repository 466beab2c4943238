using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4006_Overflow
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4006",
        "Overflow predicted",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Values are predicted that no float can hold.",
        RuleHelp.Root + "NG4006.md");
}
