using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2007_StackedLinear
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2007",
        "Linear layers stacked without non-linearity",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Two linear layers in a row are one linear layer with more parameters.",
        RuleHelp.Root + "NG2007.md");
}
