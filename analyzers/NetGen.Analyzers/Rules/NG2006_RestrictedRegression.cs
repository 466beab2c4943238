using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2006_RestrictedRegression
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2006",
        "Regression head is rectified or bounded",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A network for numbers should be able to give all of them; where a rectifier gives 0 it also passes no gradient.",
        RuleHelp.Root + "NG2006.md");
}
