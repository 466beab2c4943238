using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5004_UnclippedRecurrence
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5004",
        "Recurrent network without clipping",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Gradients that come back over many steps are now and then far larger than all others.",
        RuleHelp.Root + "NG5004.md");
}
