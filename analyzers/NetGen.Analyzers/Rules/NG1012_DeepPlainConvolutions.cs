using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG1012_DeepPlainConvolutions
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG1012",
        "Deep plain CNN",
        "{0} {1}. {2}.",
        RuleCategories.Initialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "More than thirty convolutions with neither normalisation nor shortcut are hard to train from random weights.",
        RuleHelp.Root + "NG1012.md");
}
