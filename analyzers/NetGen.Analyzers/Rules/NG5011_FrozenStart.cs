using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5011_FrozenStart
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5011",
        "Frozen layers that begin at random",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Layers that are frozen keep what they begin with, so they are to begin with what was learned before.",
        RuleHelp.Root + "NG5011.md");
}
