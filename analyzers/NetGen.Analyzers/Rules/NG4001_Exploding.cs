using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4001_Exploding
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4001",
        "Activations predicted to explode",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The root mean square of the activations grows beyond ten times that of the input.",
        RuleHelp.Root + "NG4001.md");
}
