using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5009_PenaltyStrength
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5009",
        "Weight decay outweighs the gradient",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A weight decay is to be small beside the gradient, or weights shrink faster than they learn.",
        RuleHelp.Root + "NG5009.md");
}
