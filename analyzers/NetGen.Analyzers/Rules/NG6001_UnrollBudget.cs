using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG6001_UnrollBudget
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG6001",
        "Unrolling budget exceeded",
        "{0} {1}. {2}.",
        RuleCategories.Generation,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The network was to be written out in full, but a layer is larger than the JIT optimises in one method.",
        RuleHelp.Root + "NG6001.md");
}
