using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0014_UnsuitableInitializer
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0014",
        "Initialiser does not fit its parameter",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The initialiser needs what the parameter has not, or the layer has no such parameter.",
        RuleHelp.Root + "NG0014.md");
}
