using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4014_ShortMemory
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4014",
        "Memory shorter than the sequence",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Only the last steps of a long sequence reach the weights, and what came before them is not learned.",
        RuleHelp.Root + "NG4014.md");
}
