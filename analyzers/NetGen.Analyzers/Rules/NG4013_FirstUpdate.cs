using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4013_FirstUpdate
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4013",
        "First update too large or too small",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The first step changes the weights by more than a tenth of their size, or by less than 1e-4 of it, with gradient descent 2.5e-4.",
        RuleHelp.Root + "NG4013.md");
}
