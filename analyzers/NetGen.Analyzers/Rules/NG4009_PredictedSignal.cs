using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4009_PredictedSignal
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4009",
        "Predicted signal",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "What is predicted of each layer: mean, standard deviation, share of active units, gradient.",
        RuleHelp.Root + "NG4009.md");
}
