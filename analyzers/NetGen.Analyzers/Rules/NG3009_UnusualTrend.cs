using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3009_UnusualTrend
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3009",
        "Unusual CNN trend",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        "Convolutional networks usually have more filters the deeper the layer.",
        RuleHelp.Root + "NG3009.md");
}
