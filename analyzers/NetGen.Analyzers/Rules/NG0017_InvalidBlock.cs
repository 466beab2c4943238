using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0017_InvalidBlock
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0017",
        "Class cannot be used as a block",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What [Use] and [Residual] name must be a class with [Block] and layers, and must not contain itself.",
        RuleHelp.Root + "NG0017.md");
}
