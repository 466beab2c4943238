using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1005_HandPickedStd
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1005",
        "Hand-picked std is off",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A standard deviation given as a number makes the signal grow or fade at this layer.",
        RuleHelp.Root + "NG1005.md");
}
