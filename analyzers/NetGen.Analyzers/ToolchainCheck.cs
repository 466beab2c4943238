using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>NG6004: the versions for the finding that a class is compiled as a C# in which generated code cannot be written.</summary>
internal static class ToolchainCheck
{
    public static Finding Complete(Finding finding, INamedTypeSymbol type)
        => string.Equals(finding.Rule, RuleIds.ToolchainTooOld, StringComparison.Ordinal)
            ? finding with
            {
                Arguments = finding.Arguments
                    .Concat([
                        $"is compiled as C# {TypeParser.LanguageOf(type).ToDisplayString()}, but generated code is C# {LanguageVersion.CSharp12.ToDisplayString()}, so none was generated",
                        "Write <LangVersion>12</LangVersion> or a newer one in the project file, or remove LangVersion: net8.0 begins with 12"])
                    .ToEquatableArray(),
            }
            : finding;
}
