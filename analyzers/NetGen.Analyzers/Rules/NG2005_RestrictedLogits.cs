using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2005_RestrictedLogits
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2005",
        "Activation in front of a loss that takes logits",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Logits may be any number; an activation in front of the loss takes some of them away.",
        RuleHelp.Root + "NG2005.md");
}
