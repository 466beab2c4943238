using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2009_SaturatingStack
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2009",
        "Saturating hidden stack",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Through each squashing layer in a row less of the gradient comes.",
        RuleHelp.Root + "NG2009.md");
}
