using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG6003_VectorsUnavailable
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG6003",
        "Vector path unavailable",
        "{0} {1}. {2}.",
        RuleCategories.Generation,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Kernels are written for vectors. Where the target has none, or narrow ones only, they are right but slow.",
        RuleHelp.Root + "NG6003.md");
}
