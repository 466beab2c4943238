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
        "A network has at most 268,435,456 parameters, as many values of all tensors per sample, and 4,096 layers.",
        RuleHelp.Root + "NG0018.md");
}
