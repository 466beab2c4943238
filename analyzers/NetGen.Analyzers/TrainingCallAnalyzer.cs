using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
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
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.OfCalls;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(CheckOptimizer, OperationKind.ObjectCreation);
        context.RegisterSyntaxNodeAction(CheckTrainer, TrainerCall.Kinds);
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

    private static void CheckTrainer(SyntaxNodeAnalysisContext context)
    {
        SemanticModel model = context.SemanticModel;
        CancellationToken cancellationToken = context.CancellationToken;
        AnalyzerConfigOptionsProvider settings = context.Options.AnalyzerConfigOptionsProvider;
        if (TrainerCall.Read(context.Node, model, cancellationToken) is not { } call) return;
        if (NetworkAnalysis.Create(call.Network, context.Compilation, settings, cancellationToken) is not { } analysis) return;
        CheckOptions options = CheckOptionsReader.Read(settings, context.Node.SyntaxTree).Options;
        Report(ClippingCheck.Run(analysis.Model, call, model, options, cancellationToken));
        Report(FrozenStartCheck.Run(analysis.Model, call, model, cancellationToken));
        Report(UnscaledTrainingCheck.Run(analysis.Model, call, model, cancellationToken));

        // Where the groups of a wider twin give each layer a rate of its own, the optimiser's says nothing about the first step.
        if (UnscaledTrainingCheck.HasRatesOfLayers(analysis.Model, call, model, cancellationToken)) return;
        if (OptimizerCall.Find(model, call.Optimizer.Expression, cancellationToken) is not { } optimizer) return;
        bool isClipped = call.Sets(model, cancellationToken, ClippingCheck.Limits);
        var checks = new FirstStepChecks(analysis, optimizer, call.Optimizer, options, isClipped);
        foreach (Diagnostic diagnostic in checks.Run(model.Compilation, cancellationToken)) Report(diagnostic);

        void Report(Diagnostic? diagnostic)
        {
            if (diagnostic is not null) context.ReportDiagnostic(diagnostic.WithPage(settings));
        }
    }
}
