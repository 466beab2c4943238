using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>Explains why a network has no <c>CreateTrainer</c>: the compiler only says that there is no such member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingWithoutLossAnalyzer : DiagnosticAnalyzer
{
    private const string TrainingMember = "CreateTrainer";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NG0007_MissingLoss.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleMemberAccessExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        if (!string.Equals(access.Name.Identifier.ValueText, TrainingMember, StringComparison.Ordinal)) return;
        if (context.SemanticModel.GetSymbolInfo(access, context.CancellationToken).Symbol is not null) return;
        if (context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type is not INamedTypeSymbol type) return;
        if (!NetworkAnalysis.IsTyped(type, context.CancellationToken)) return;
        NetworkDeclaration declaration = NetworkParser.Parse(type, context.CancellationToken);
        if (!declaration.IsNetwork || !NetworkAnalysis.IsUnderstood(declaration) || declaration.Attributes.Any(attribute => LossCatalog.Find(attribute.Kind) is not null)) return;
        context.ReportDiagnostic(Diagnostic.Create(NG0007_MissingLoss.Descriptor, access.Name.GetLocation(), type.Name));
    }
}
