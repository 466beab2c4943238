using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4016_TargetScale
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4016",
        "Target scale odd",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Targets are to have the size of what a network gives at first, which is about 1.",
        RuleHelp.Root + "NG4016.md");
}
