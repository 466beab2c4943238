using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4005_GradientBelowEpsilon
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4005",
        "Gradient below the optimiser's epsilon",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Adam divides by the size of the gradient plus epsilon; gradients below that make steps that are next to nothing.",
        RuleHelp.Root + "NG4005.md");
}
