using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Analyzers.Rules;
using NetGen.Analyzers.Training;
using NetGen.Generator.Analysis.Checks;

namespace NetGen.Analyzers;

/// <summary>Checks optimisers where they are made, and together with the network where a trainer is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingCallAnalyzer : DiagnosticAnalyzer
{
    private const string TrainingMember = "CreateTrainer";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.OfCalls;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(CheckOptimizer, OperationKind.ObjectCreation);
        context.RegisterSyntaxNodeAction(CheckTrainer, SyntaxKind.InvocationExpression);
        context.RegisterOperationAction(CheckData, OperationKind.Invocation);
    }

    private static void CheckOptimizer(OperationAnalysisContext context)
    {
        if (OptimizerCall.Read(context.Operation) is not { } optimizer) return;
        CheckOptions options = CheckOptionsReader.Read(context.Options.AnalyzerConfigOptionsProvider, optimizer.Syntax.SyntaxTree).Options;
        foreach (Diagnostic diagnostic in OptimizerChecks.Run(optimizer, options))
            context.ReportDiagnostic(diagnostic.WithPage(context.Options.AnalyzerConfigOptionsProvider));
    }

    private static void CheckData(OperationAnalysisContext context)
    {
        AnalyzerConfigOptionsProvider settings = context.Options.AnalyzerConfigOptionsProvider;
        foreach (Diagnostic diagnostic in DatasetChecks.Run(
            (IInvocationOperation)context.Operation, network => NetworkAnalysis.Create(network, context.Compilation, settings,
                context.CancellationToken), context.CancellationToken))
        {
            context.ReportDiagnostic(diagnostic.WithPage(settings));
        }

        if (BatchStatisticsCheck.Run(
            (IInvocationOperation)context.Operation,
            network => NetworkAnalysis.Create(network, context.Compilation, settings, context.CancellationToken),
            () => CheckOptionsReader.Read(settings, context.Operation.Syntax.SyntaxTree).Options,
            context.CancellationToken) is { } batch) context.ReportDiagnostic(batch.WithPage(settings));
    }

    /// <summary>Syntax, not operations: while the network has errors its generated members may be missing, and the call does not bind.</summary>
    private static void CheckTrainer(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: TrainingMember } member, ArgumentList.Arguments.Count: > 0 }) return;
        SemanticModel model = context.SemanticModel;
        if (model.GetTypeInfo(member.Expression, context.CancellationToken).Type is not INamedTypeSymbol network) return;
        if (NetworkAnalysis.Create(network, context.Compilation, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken)
            is not { } analysis) return;
        CheckOptions options = CheckOptionsReader.Read(context.Options.AnalyzerConfigOptionsProvider, call.SyntaxTree).Options;
        if (ClippingCheck.Run(analysis.Model, call, model, options, context.CancellationToken) is { } unclipped)
            context.ReportDiagnostic(unclipped.WithPage(context.Options.AnalyzerConfigOptionsProvider));
        if (FrozenStartCheck.Run(analysis.Model, call, model, context.CancellationToken) is { } frozen)
            context.ReportDiagnostic(frozen.WithPage(context.Options.AnalyzerConfigOptionsProvider));
        if (UnscaledTrainingCheck.Run(analysis.Model, call, model, context.CancellationToken) is { } unscaled)
            context.ReportDiagnostic(unscaled.WithPage(context.Options.AnalyzerConfigOptionsProvider));

        // Where the groups of a wider twin give each layer a rate of its own, the optimiser's says nothing about the first step.
        if (UnscaledTrainingCheck.HasRatesOfLayers(analysis.Model, call, model, context.CancellationToken)) return;
        if (OptimizerCall.Find(model, call.ArgumentList.Arguments[0].Expression, context.CancellationToken) is not { } optimizer) return;
        var checks = new FirstStepChecks(analysis, optimizer, call.ArgumentList.Arguments[0], options);
        foreach (Diagnostic diagnostic in checks.Run(model.Compilation, context.CancellationToken))
            context.ReportDiagnostic(diagnostic.WithPage(context.Options.AnalyzerConfigOptionsProvider));
    }
}
