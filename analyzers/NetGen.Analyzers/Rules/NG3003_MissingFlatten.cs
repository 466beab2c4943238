using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3003_MissingFlatten
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3003",
        "Missing Flatten",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A layer that works on vectors reads an image or a sequence.",
        RuleHelp.Root + "NG3003.md");
}
