using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2004_ActivationLossMismatch
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2004",
        "Activation and loss do not match",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A sigmoid decides about each class alone; [SoftmaxCrossEntropy] chooses one of all and needs logits.",
        RuleHelp.Root + "NG2004.md");
}
