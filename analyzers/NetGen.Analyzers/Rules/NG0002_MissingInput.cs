using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0002_MissingInput
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0002",
        "Missing input declaration",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Shapes are worked out from the input on, so its shape must be known.",
        RuleHelp.Root + "NG0002.md");
}
