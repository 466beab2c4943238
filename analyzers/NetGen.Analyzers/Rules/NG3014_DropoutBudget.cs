using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3014_DropoutBudget
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3014",
        "Too much dropout in a row",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The shares that dropouts keep multiply, and what is left of a sample is to be more than noise.",
        RuleHelp.Root + "NG3014.md");
}
