using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1008_HiddenBias
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1008",
        "Non-zero hidden bias",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Biases of hidden layers begin with 0, so that half of the units are active and the mean is not shifted.",
        RuleHelp.Root + "NG1008.md");
}
