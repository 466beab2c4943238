using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG2014_SoftmaxInMiddle
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG2014",
        "Softmax as a hidden activation",
        "{0} {1}. {2}.",
        RuleCategories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The values of a softmax add up to 1 and pass little of the gradient, so it is no activation for a hidden layer.",
        RuleHelp.Root + "NG2014.md");
}
