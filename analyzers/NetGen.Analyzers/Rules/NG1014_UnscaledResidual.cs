using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1014_UnscaledResidual
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1014",
        "Unscaled residual branches",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Each residual sum of two equally large summands doubles the mean square, and nothing takes it back.",
        RuleHelp.Root + "NG1014.md");
}
