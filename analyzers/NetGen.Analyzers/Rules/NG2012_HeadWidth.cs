using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2012_HeadWidth
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2012",
        "Head width differs from class count",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network that tells classes apart has one unit per class.",
        RuleHelp.Root + "NG2012.md");
}
