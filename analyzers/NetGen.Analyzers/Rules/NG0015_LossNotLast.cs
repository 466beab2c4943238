using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0015_LossNotLast
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0015",
        "Loss is not the end of the network",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A loss ends the network; nothing stands below it, and blocks have none.",
        RuleHelp.Root + "NG0015.md");
}
