using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0012_EmptyNetwork
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0012",
        "Network without layers",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network needs at least one layer.",
        RuleHelp.Root + "NG0012.md");
}
