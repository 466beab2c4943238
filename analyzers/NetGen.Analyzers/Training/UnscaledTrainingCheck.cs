using Microsoft.CodeAnalysis;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;

namespace NetGen.Analyzers.Training;

/// <summary>NG5014: a trainer of a wider twin that is given one learning rate for all layers.</summary>
internal static class UnscaledTrainingCheck
{
    /// <param name="call">Makes the trainer.</param>
    public static Diagnostic? Run(NetworkModel? network, TrainerCall call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (network is not { IsTrained: true, Scaling: { } scaling } || !ScaledRates.Differ(scaling)) return null;
        if (call.MaySet(model, cancellationToken, "Groups")) return null;
        return Diagnostic.Create(
            NG5014_UnscaledTraining.Descriptor,
            call.Arguments.GetLocation(),
            network.Type.Name,
            $"is scaled from {scaling.Base} and trained at one rate for all layers, where Adam's is to be"
                + $" {ScaledRates.Describe(scaling, parameter => parameter.UnitRate)}, and that of Sgd"
                + $" {ScaledRates.Describe(scaling, parameter => parameter.GradientRate)}",
            ScaledRates.Remedy(network));
    }

    /// <summary>Whether a wider twin is, or may be, trained by parameter groups.</summary>
    public static bool HasRatesOfLayers(NetworkModel? network, TrainerCall call, SemanticModel model, CancellationToken cancellationToken)
        => network is { Scaling: not null } && call.MaySet(model, cancellationToken, "Groups");
}
