using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2013_SoftmaxBeforeDifferences
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2013",
        "Softmax in front of a loss of differences",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Behind a softmax the gradient of a loss of differences vanishes where the network is sure and wrong.",
        RuleHelp.Root + "NG2013.md");
}
