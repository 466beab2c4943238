using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4012_NarrowAndDeep
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4012",
        "Narrow and deep",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "From one seed to the next the size of the signal differs by more than a factor of e.",
        RuleHelp.Root + "NG4012.md");
}
