using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3006_BiasBeforeBatchNorm
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3006",
        "Bias before BatchNorm",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Batch normalisation subtracts the mean, and with it any bias of the layer in front of it.",
        RuleHelp.Root + "NG3006.md");
}
