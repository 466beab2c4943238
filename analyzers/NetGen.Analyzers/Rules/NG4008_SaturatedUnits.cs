using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4008_SaturatedUnits
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4008",
        "Saturated units predicted",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "More than a quarter of the squashing units begin where their slope is below 0.05.",
        RuleHelp.Root + "NG4008.md");
}
