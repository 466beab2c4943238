using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2001_SoftmaxOverOneUnit
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2001",
        "Softmax over one unit",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The softmax of one number is 1, whatever the number.",
        RuleHelp.Root + "NG2001.md");
}
