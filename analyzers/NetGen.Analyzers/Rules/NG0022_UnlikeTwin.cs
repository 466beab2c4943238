using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0022_UnlikeTwin
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0022",
        "Scaled network is no twin",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network that is scaled from another has the same layers in the same order, and differs in widths alone.",
        RuleHelp.Root + "NG0022.md");
}
