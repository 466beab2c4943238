using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2011_BornDead
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2011",
        "Network may be born dead",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "In narrow ReLU layers all units of a layer can begin dead, and then no gradient passes.",
        RuleHelp.Root + "NG2011.md");
}
