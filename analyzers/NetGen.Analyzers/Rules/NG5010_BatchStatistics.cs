using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5010_BatchStatistics
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5010",
        "Batch too small for BatchNorm",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A normalisation over a batch needs enough values of each channel, in each batch by itself.",
        RuleHelp.Root + "NG5010.md");
}
