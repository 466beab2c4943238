using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0003_SplitDeclaration
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0003",
        "Layers split over partial declarations",
        "{0} has layers on more than one partial declaration, whose order is undefined. Move all of NetGen's attributes to one declaration.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The order of attributes on different parts of a class depends on the order of the files.",
        RuleHelp.Root + "NG0003.md");
}
