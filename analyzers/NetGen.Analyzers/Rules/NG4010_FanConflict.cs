using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4010_FanConflict
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4010",
        "Forward and backward goals conflict",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "Fans so different that no variance keeps both the signal and the gradient of each value.",
        RuleHelp.Root + "NG4010.md");
}
