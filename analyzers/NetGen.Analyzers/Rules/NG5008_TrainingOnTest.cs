using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5008_TrainingOnTest
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5008",
        "Training call on a test split",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What a network has been trained on cannot tell how well it does on new data.",
        RuleHelp.Root + "NG5008.md");
}
