using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4007_Phase
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4007",
        "Ordered or chaotic phase",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A row of squashing layers is away from the critical point, at which neither signals nor gradients grow or fade.",
        RuleHelp.Root + "NG4007.md");
}
