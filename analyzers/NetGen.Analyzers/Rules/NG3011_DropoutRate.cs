using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3011_DropoutRate
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3011",
        "Dropout rate above one half, or on the output",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Dropout of more than half of the values, or of the network's own output.",
        RuleHelp.Root + "NG3011.md");
}
