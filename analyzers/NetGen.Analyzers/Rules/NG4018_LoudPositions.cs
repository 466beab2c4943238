using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG4018_LoudPositions
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG4018",
        "Positions drown what they are added to",
        "{0} {1}. {2}.",
        RuleCategories.Signal,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Positions are to be of about the size of what they are added to, or steps can be told apart by their place alone.",
        RuleHelp.Root + "NG4018.md");
}
