using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3004_ReshapeSize
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3004",
        "Reshape changes element count",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reshape keeps all values: the product of its extents must be their number.",
        RuleHelp.Root + "NG3004.md");
}
