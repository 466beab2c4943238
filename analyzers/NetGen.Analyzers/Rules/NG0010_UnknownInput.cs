using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0010_UnknownInput
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0010",
        "Unknown input",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A layer reads a name that no layer has.",
        RuleHelp.Root + "NG0010.md");
}
