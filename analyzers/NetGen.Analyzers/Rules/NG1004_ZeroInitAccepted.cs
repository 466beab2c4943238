using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1004_ZeroInitAccepted
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1004",
        "Zero initialisation accepted",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "At the end of a residual branch, and at the head, equal initial weights do no harm.",
        RuleHelp.Root + "NG1004.md");
}
