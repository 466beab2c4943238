using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2008_RedundantActivation
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2008",
        "Redundant activation",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Two activations in a row, with no weights between them.",
        RuleHelp.Root + "NG2008.md");
}
