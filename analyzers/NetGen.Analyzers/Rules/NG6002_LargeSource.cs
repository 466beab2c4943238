using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG6002_LargeSource
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG6002",
        "Generated source is very large",
        "{0} {1}. {2}.",
        RuleCategories.Generation,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The code generated for the network is so large that it slows compiling and editing down.",
        RuleHelp.Root + "NG6002.md");
}
