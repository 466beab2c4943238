using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3001_ShapeMismatch
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3001",
        "Shape mismatch",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A layer reads a shape that it cannot work on, or joins shapes that do not fit.",
        RuleHelp.Root + "NG3001.md");
}
