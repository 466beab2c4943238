using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3010_BatchNormOnHead
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3010",
        "BatchNorm on the head",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Normalising the network's output ties each prediction to the others of its batch.",
        RuleHelp.Root + "NG3010.md");
}
