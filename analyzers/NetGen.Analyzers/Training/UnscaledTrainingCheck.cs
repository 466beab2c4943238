using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;

namespace NetGen.Analyzers.Training;

/// <summary>NG5014: a trainer of a wider twin that is given one learning rate for all layers.</summary>
internal static class UnscaledTrainingCheck
{
    /// <param name="call">Of CreateTrainer.</param>
    public static Diagnostic? Run(NetworkModel? network, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (network is not { IsTrained: true, Scaling: { } scaling } || !ScaledRates.Differ(scaling)) return null;
        if (MayHaveGroups(call, model, cancellationToken)) return null;
        return Diagnostic.Create(
            NG5014_UnscaledTraining.Descriptor,
            call.ArgumentList.GetLocation(),
            network.Type.Name,
            $"is scaled from {scaling.Base} and trained at one rate for all layers, where Adam's is to be"
                + $" {ScaledRates.Describe(scaling, parameter => parameter.UnitRate)}, and that of Sgd"
                + $" {ScaledRates.Describe(scaling, parameter => parameter.GradientRate)}",
            ScaledRates.Remedy(network));
    }

    /// <summary>Whether a wider twin is, or may be, trained by parameter groups.</summary>
    public static bool HasRatesOfLayers(NetworkModel? network, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
        => network is { Scaling: not null } && MayHaveGroups(call, model, cancellationToken);

    /// <summary>Whether the options have parameter groups, or cannot be seen.</summary>
    private static bool MayHaveGroups(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.ArgumentList.Arguments.Count < 2) return false;
        IOperation? options = SeenOperation.Origin(model.GetOperation(call.ArgumentList.Arguments[1].Expression, cancellationToken), cancellationToken);
        if (options?.ConstantValue is { HasValue: true, Value: null }) return false;
        return options is not IObjectCreationOperation creation || SeenOperation.Given(creation, "Groups") is not null;
    }
}
