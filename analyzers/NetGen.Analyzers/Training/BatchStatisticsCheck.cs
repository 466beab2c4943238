using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>
/// NG5010: batches so small that a normalisation over them knows neither mean nor size of a channel. Adding up the gradients of several such batches mends
/// nothing.
/// </summary>
internal static class BatchStatisticsCheck
{
    /// <summary>Values of a channel in a batch: over samples and positions.</summary>
    public static readonly Threshold Values = new(RuleIds.BatchStatistics, "values", 8, 2, 1e6);

    /// <param name="network">Gives the analysis of a network's class; asked only where the size of batches is a constant.</param>
    public static Diagnostic? Run(
        IInvocationOperation call, Func<INamedTypeSymbol, NetworkAnalysis?> network, Func<CheckOptions> options, CancellationToken cancellationToken)
    {
        if (call is not { TargetMethod: { Name: "Fit", ContainingType: { } type }, Instance: { } trainer }) return null;
        if (!SeenOperation.IsOfLibrary(type, "Trainer")) return null;
        IOperation? given = call.Arguments.FirstOrDefault(argument => SeenOperation.IsOfLibrary(argument.Parameter?.Type, "FitOptions"))?.Value;
        if (SeenOperation.Origin(given, cancellationToken) is not IObjectCreationOperation creation) return null;
        if (SeenOperation.Given(creation, "BatchSize") is not { } size || SeenOperation.Number(size) is not (> 0 and double batch)) return null;
        if (type.TypeArguments is not { Length: 1 } arguments || arguments[0] is not INamedTypeSymbol trained) return null;
        if (network(trained)?.Model is not { } model) return null;
        LayerNode? narrowest = model.Nodes.Where(node => node.Layer.MixesBatch).OrderBy(node => node.OutputShape.Positions).FirstOrDefault();
        if (narrowest is null) return null;
        int positions = narrowest.OutputShape.Positions;
        double least = options()[Values];
        if (batch * positions >= least) return null;
        string better = Text.Of((long)Math.Ceiling(least / positions));
        double steps = Accumulated(trainer, cancellationToken);
        object[] texts =
        [
            narrowest.Name,
            $"takes mean and size of each channel from {Text.Count((long)batch * positions, "value")} "
                + $"in a batch of {Text.Of((long)batch)}, and they are mostly chance"
                + (steps > 1 ? $"; that the gradients of {Text.Of((long)steps)} batches are added up changes nothing about it" : string.Empty),
            $"Write a BatchSize of at least {better}, or [GroupNorm] or [LayerNorm] in its place",
        ];
        return CallDiagnostic.Create(NG5010_BatchStatistics.Descriptor, size.Syntax, better, texts);
    }

    /// <summary>Over how many batches the trainer adds up gradients, 1 where that cannot be seen.</summary>
    private static double Accumulated(IOperation trainer, CancellationToken cancellationToken)
    {
        IEnumerable<IArgumentOperation> arguments = SeenOperation.Origin(trainer, cancellationToken) switch
        {
            IInvocationOperation made => made.Arguments,
            IObjectCreationOperation made => made.Arguments,
            _ => [],
        };
        IOperation? given = arguments.FirstOrDefault(argument => SeenOperation.IsOfLibrary(argument.Parameter?.Type, "TrainerOptions"))?.Value;
        return SeenOperation.Origin(given, cancellationToken) is IObjectCreationOperation options ? SeenOperation.Number(SeenOperation.Given(options, "AccumulateSteps")) ?? 1 : 1;
    }
}
