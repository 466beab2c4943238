using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0009_DuplicateName
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0009",
        "Duplicate layer name",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Names of layers are names of parameters in files and of members in code, so each may occur once.",
        RuleHelp.Root + "NG0009.md");
}
