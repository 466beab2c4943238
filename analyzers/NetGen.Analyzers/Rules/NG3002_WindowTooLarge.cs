using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3002_WindowTooLarge
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3002",
        "Window larger than its input",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Not one window of the convolution or pooling fits into its input.",
        RuleHelp.Root + "NG3002.md");
}
