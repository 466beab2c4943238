using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers;
using NetGen.Generator;
using NetGen.Generator.Analysis;
using NetGen.Generator.Emit;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.CodeFixes;

/// <summary>Generates a network as a fix would leave it: how much text it takes is known in no other way.</summary>
internal static class GenerationTrial
{
    /// <summary>Whether the network at the diagnostic's place would not be reported as too large.</summary>
    public static bool IsSmallEnough(Compilation compilation, SyntaxTree tree, Diagnostic diagnostic, Project project, CancellationToken cancellationToken)
    {
        // The fix changes arguments of the attribute at that place, so the place itself stays.
        SyntaxNode? place = tree.GetRoot(cancellationToken).FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        if (place?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration) return false;
        if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type) return false;
        AnalyzerConfigOptionsProvider settings = project.AnalyzerOptions.AnalyzerConfigOptionsProvider;
        NetworkResult result = NetworkModelBuilder.Build(NetworkParser.Parse(type, cancellationToken), ProjectSettings.ReadUnroll(settings.GlobalOptions).Value);
        if (result.Model is null) return false;
        SourceSize size = SourceSize.Of([.. NetworkEmitter.Emit(Planner.Plan(result.Model)).Skip(1)]);
        return !GeneratedSourceCheck.IsLarge(size.Characters, size.Lines, CheckOptionsReader.Read(settings, tree).Options);
    }
}
