using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0007_MissingLoss
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0007",
        "Training requested without loss",
        "{0} has no loss, so it has no code for training and no CreateTrainer. Write a loss below its last layer, such as [SoftmaxCrossEntropy] or [MeanSquaredError].",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Only a network that ends in a loss can be trained.",
        RuleHelp.Root + "NG0007.md");
}
