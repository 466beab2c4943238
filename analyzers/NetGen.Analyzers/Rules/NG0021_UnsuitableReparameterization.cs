using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0021_UnsuitableReparameterization
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0021",
        "Weights cannot be normalised",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The nearest layer with weights above is none whose weights are normalised, or they are normalised twice, or begin with zeros.",
        RuleHelp.Root + "NG0021.md");
}
