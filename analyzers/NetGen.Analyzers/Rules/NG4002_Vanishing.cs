using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4002_Vanishing
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4002",
        "Activations predicted to vanish",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The root mean square of the activations falls below a tenth of that of the input.",
        RuleHelp.Root + "NG4002.md");
}
