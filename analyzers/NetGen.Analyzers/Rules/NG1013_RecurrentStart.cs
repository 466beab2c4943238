using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1013_RecurrentStart
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1013",
        "Recurrent weights not orthogonal, or forget bias 0",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What is multiplied by the same matrix at every step lasts only where that keeps lengths, and a cell state only where its gate begins open.",
        RuleHelp.Root + "NG1013.md");
}
