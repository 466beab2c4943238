using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4017_DrowningHead
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4017",
        "One head drowns another",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Where heads share layers, the gradients that they send back are to be of about one size, or the layers learn for one of them alone.",
        RuleHelp.Root + "NG4017.md");
}
