using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3012_Budget
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3012",
        "Compute or memory budget",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The network takes more multiply-adds, parameters or memory than the budget allows.",
        RuleHelp.Root + "NG3012.md");
}
