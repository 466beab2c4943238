using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5013_TransferredRate
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5013",
        "Learning rates of a wider twin",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "At which rates a wider twin trains as the small network does.",
        RuleHelp.Root + "NG5013.md");
}
