using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1003_ConstantWeights
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1003",
        "Weights start constant",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Units whose weights begin equal compute the same number and get the same gradient from it; behind a ReLU, zeros get none at all.",
        RuleHelp.Root + "NG1003.md");
}
