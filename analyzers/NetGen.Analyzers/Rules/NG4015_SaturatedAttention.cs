using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4015_SaturatedAttention
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4015",
        "Attention begins saturated",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A softmax that gives nearly all to one of its choices has next to no slope to learn by.",
        RuleHelp.Root + "NG4015.md");
}
