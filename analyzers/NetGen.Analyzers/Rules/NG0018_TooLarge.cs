using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0018_TooLarge
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0018",
        "Network is too large",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network has at most 1,073,741,824 parameters, 536,870,911 in one layer, 268,435,456 values in one tensor of a sample, and 4,096 layers.",
        RuleHelp.Root + "NG0018.md");
}
