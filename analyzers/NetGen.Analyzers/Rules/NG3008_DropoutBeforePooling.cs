using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG3008_DropoutBeforePooling
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG3008",
        "Dropout before pooling",
        "{0} {1}. {2}.",
        RuleCategories.Shapes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Pooling over dropped values works on other statistics than in inference.",
        RuleHelp.Root + "NG3008.md");
}
