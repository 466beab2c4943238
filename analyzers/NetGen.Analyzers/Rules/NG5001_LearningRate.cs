using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5001_LearningRate
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5001",
        "Learning rate out of range",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The learning rate is outside of what works with this optimiser.",
        RuleHelp.Root + "NG5001.md");
}
