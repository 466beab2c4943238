using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5003_PenaltyWithAdam
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5003",
        "L2 penalty with Adam",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Adam divides the penalty by the gradient's size like everything else; AdamW does not.",
        RuleHelp.Root + "NG5003.md");
}
