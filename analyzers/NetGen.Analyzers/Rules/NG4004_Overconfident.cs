using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4004_Overconfident
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4004",
        "Overconfident start",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Logits begin so large that the network is certain before it has learned anything.",
        RuleHelp.Root + "NG4004.md");
}
