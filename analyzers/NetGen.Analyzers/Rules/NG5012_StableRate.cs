using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5012_StableRate
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5012",
        "Learning rate far above the stable one",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Gradient descent with a rate far above 2 over the largest curvature is thrown away from where it begins.",
        RuleHelp.Root + "NG5012.md");
}
