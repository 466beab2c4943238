using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3005_DroppedBorder
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3005",
        "Border pixels dropped",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The last windows end before the border, so some pixels are never read.",
        RuleHelp.Root + "NG3005.md");
}
