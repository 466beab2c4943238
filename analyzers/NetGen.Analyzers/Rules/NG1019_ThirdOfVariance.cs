using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1019_ThirdOfVariance
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1019",
        "PyTorch default under ReLU",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "PyTorch's layers begin with a sixth of the variance that keeps a signal in front of a ReLU. A few layers train all the same, many do not.",
        RuleHelp.Root + "NG1019.md");
}
