using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1002_HeWithoutRectifier
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1002",
        "tanh, sigmoid or linear layer uses He",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "He doubles the variance of the weights to make up for a rectifier. Where none follows, the signal grows, or the units saturate.",
        RuleHelp.Root + "NG1002.md");
}
