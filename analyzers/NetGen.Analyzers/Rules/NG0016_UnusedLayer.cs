using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0016_UnusedLayer
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0016",
        "Layer is not used",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The result of a layer is read by no other and is not the network's output.",
        RuleHelp.Root + "NG0016.md");
}
