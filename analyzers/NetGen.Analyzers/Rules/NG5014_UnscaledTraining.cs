using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5014_UnscaledTraining
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5014",
        "Wider twin trained at one rate",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A rate that was found for a small network holds for its wider twin with another factor in each layer.",
        RuleHelp.Root + "NG5014.md");
}
