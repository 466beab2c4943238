using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1007_NominalStd
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1007",
        "Truncated normal std is nominal",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The number given to a truncated normal holds before the cut; the weights have a smaller one.",
        RuleHelp.Root + "NG1007.md");
}
