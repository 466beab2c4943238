using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1006_SELUInitializer
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1006",
        "SELU needs LeCun",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "SELU keeps mean 0 and variance 1 by itself, if the weights have variance 1 / fan-in and nothing else changes the moments.",
        RuleHelp.Root + "NG1006.md");
}
