using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0013_UnsupportedType
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0013",
        "Class cannot be a network",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The class has a form that generated code cannot complete.",
        RuleHelp.Root + "NG0013.md");
}
