using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1020_ScaledStart
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1020",
        "Start does not follow the width",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What is tuned on a small network holds for a wide one where each weight begins with the size that its width asks for.",
        RuleHelp.Root + "NG1020.md");
}
