using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3007_DropoutBeforeBatchNorm
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3007",
        "Dropout before BatchNorm",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Dropout changes the variance between training and inference, and batch normalisation remembers that of training.",
        RuleHelp.Root + "NG3007.md");
}
