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

/// <summary>
/// Explains why a network cannot be trained where somebody wants to: the compiler only says that there is no <c>CreateTrainer</c>, or that the network does
/// not fit a type parameter.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingWithoutLossAnalyzer : DiagnosticAnalyzer
{
    private const string Trainer = "Trainer";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NG0007_MissingLoss.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(AnalyzeMember, SyntaxKind.SimpleMemberAccessExpression);
        context.RegisterSyntaxNodeAction(AnalyzeTrainer, SyntaxKind.ObjectCreationExpression);
    }

    /// <summary>A call of what only trainable networks have.</summary>
    private static void AnalyzeMember(SyntaxNodeAnalysisContext context)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        if (access.Name.Identifier.ValueText is not ("CreateTrainer" or "MeasureSignal")) return;
        if (context.SemanticModel.GetSymbolInfo(access, context.CancellationToken).Symbol is not null) return;
        Report(context, context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type, access.Name);
    }

    /// <summary><c>new Trainer&lt;N&gt;(...)</c>.</summary>
    private static void AnalyzeTrainer(SyntaxNodeAnalysisContext context)
    {
        TypeSyntax written = ((ObjectCreationExpressionSyntax)context.Node).Type;
        SimpleNameSyntax? name = written is QualifiedNameSyntax qualified ? qualified.Right : written as SimpleNameSyntax;
        if (name is not GenericNameSyntax { Identifier.ValueText: Trainer, TypeArgumentList.Arguments: { Count: 1 } networks }) return;
        Report(context, context.SemanticModel.GetTypeInfo(networks[0], context.CancellationToken).Type, networks[0]);
    }

    private static void Report(SyntaxNodeAnalysisContext context, ITypeSymbol? network, SyntaxNode place)
    {
        if (network is not INamedTypeSymbol type || !NetworkAnalysis.IsTyped(type, context.CancellationToken)) return;
        NetworkDeclaration declaration = NetworkParser.Parse(type, context.CancellationToken);
        if (!declaration.IsNetwork || !NetworkAnalysis.IsUnderstood(declaration) || declaration.Attributes.Any(attribute => LossCatalog.Find(attribute.Kind) is not null)) return;
        Diagnostic diagnostic = Diagnostic.Create(NG0007_MissingLoss.Descriptor, place.GetLocation(), type.Name);
        context.ReportDiagnostic(diagnostic.WithPage(context.Options.AnalyzerConfigOptionsProvider));
    }
}
