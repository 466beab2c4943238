using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2002_SoftmaxTwice
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2002",
        "Softmax applied twice",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "[SoftmaxCrossEntropy] works on logits and has its own softmax; a second one squeezes its input into 0 to 1.",
        RuleHelp.Root + "NG2002.md");
}
