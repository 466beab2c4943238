using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4011_InputScale
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4011",
        "Input scale unknown or odd",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The formulas for weights assume an input whose size is about 1.",
        RuleHelp.Root + "NG4011.md");
}
