using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4003_GradientRatio
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4003",
        "Gradients predicted to vanish or explode",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The gradient that arrives at a layer has less than a thousandth, or more than a thousandfold, of the energy of the one at the head.",
        RuleHelp.Root + "NG4003.md");
}
