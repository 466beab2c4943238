using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1018_SlopeMissing
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1018",
        "Rectifier slope missing in gain",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A leaky rectifier passes more than half of the mean square, and He has to be told how much.",
        RuleHelp.Root + "NG1018.md");
}
