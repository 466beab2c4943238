using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3015_NormalizedOutputs
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3015",
        "Outputs normalised sample by sample",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A normalisation of each sample gives all samples outputs of one size, which their targets do not have.",
        RuleHelp.Root + "NG3015.md");
}
