using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1017_StdIgnoresChannels
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1017",
        "Std ignores input channels",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "sqrt(2 / window) is He for one input channel; the fan-in of a convolution counts all of them.",
        RuleHelp.Root + "NG1017.md");
}
