using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0008_DefaultInitializer
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0008",
        "Default initialiser chosen",
        "{0}.weight begins with {1} and standard deviation {2}, because no initialiser is declared. Write [Auto] below the layer to say that this is meant.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "No initialiser is declared, so the one that suits the next activation was chosen.",
        RuleHelp.Root + "NG0008.md");
}
