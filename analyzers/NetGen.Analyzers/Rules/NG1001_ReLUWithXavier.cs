using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1001_ReLUWithXavier
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1001",
        "ReLU-family layer uses Xavier or LeCun",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A rectifier halves the mean square of its input. Xavier and LeCun do not make up for it, so that the signal fades from layer to layer.",
        RuleHelp.Root + "NG1001.md");
}
