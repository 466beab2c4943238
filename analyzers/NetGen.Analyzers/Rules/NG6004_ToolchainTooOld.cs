using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG6004_ToolchainTooOld
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG6004",
        "Toolchain too old",
        "{0} {1}. {2}.",
        RuleCategories.Generation,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generated code uses the C# that net8.0 begins with, and the generator the compiler interface of its time.",
        RuleHelp.Root + "NG6004.md");
}
