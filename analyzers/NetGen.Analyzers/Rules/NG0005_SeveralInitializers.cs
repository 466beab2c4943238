using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0005_SeveralInitializers
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0005",
        "Several initialisers on one layer",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A parameter begins in one way; of several initialisers only the last counts.",
        RuleHelp.Root + "NG0005.md");
}
