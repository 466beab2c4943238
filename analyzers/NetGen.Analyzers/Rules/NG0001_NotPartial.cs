using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG0001_NotPartial
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG0001",
        "Network class must be partial",
        "{0} {1}. {2}.",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generator adds members to the class. That needs a partial class, inside partial types, of which objects can be made.",
        RuleHelp.Root + "NG0001.md");
}
