using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3013_DataMisfit
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3013",
        "Data do not fit the network",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A data set has the input size, and the labels or target values, that a network works with.",
        RuleHelp.Root + "NG3013.md");
}
