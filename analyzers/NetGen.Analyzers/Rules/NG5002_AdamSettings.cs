using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG5002_AdamSettings
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG5002",
        "Adam epsilon or betas unusual",
        "{0} {1}. {2}.",
        RuleCategories.Training,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An epsilon or a beta with which Adam is not Adam any more.",
        RuleHelp.Root + "NG5002.md");
}
