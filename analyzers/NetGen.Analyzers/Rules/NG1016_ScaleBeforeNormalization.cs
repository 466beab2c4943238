using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1016_ScaleBeforeNormalization
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1016",
        "Init scale irrelevant before BatchNorm",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "A normalisation divides by the standard deviation, so the scale of the weights in front of it does not reach its output.",
        RuleHelp.Root + "NG1016.md");
}
