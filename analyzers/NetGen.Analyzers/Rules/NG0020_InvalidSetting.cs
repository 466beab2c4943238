using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0020_InvalidSetting
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0020",
        "Setting is not understood",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A threshold in an .editorconfig is no number that makes sense, or no rule has it; the default holds.",
        RuleHelp.Root + "NG0020.md");
}
