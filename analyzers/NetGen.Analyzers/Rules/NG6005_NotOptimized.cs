using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

internal static class NG6005_NotOptimized
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "NG6005",
        "Networks compiled without optimisation",
        "{0} {1}. {2}.",
        RuleCategories.Generation,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Generated code is compiled with the project, and a Debug build of it is many times slower.",
        RuleHelp.Root + "NG6005.md",
        WellKnownDiagnosticTags.CompilationEnd);
}
