using Microsoft.CodeAnalysis;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Analyzers.Training;

/// <summary>NG4005 and NG4013: what the first step of an optimiser does to a network, by the predicted gradients.</summary>
internal static class FirstStepChecks
{
    /// <summary>Below this multiple of epsilon a gradient is lost.</summary>
    public static readonly Threshold EpsilonFactor = new(RuleIds.GradientBelowEpsilon, "factor", 10, 0, 1e6);

    /// <summary>The least relative size of a first step.</summary>
    public static readonly Threshold Least = new(RuleIds.FirstUpdate, "low", 1e-5, 0, 1);

    /// <summary>The largest relative size of a first step.</summary>
    public static readonly Threshold Most = new(RuleIds.FirstUpdate, "high", 0.1, 0, 1e6);

    public static IEnumerable<Diagnostic> Run(NetworkModel network, OptimizerCall optimizer, Location place, CheckOptions options)
    {
        // Without a loss there is no trainer.
        if (network.Loss is null) yield break;
        (string Layer, ParameterSignal Weight)[] weights = [.. Weights(network)];
        if (weights.Length == 0) yield break;
        if (CheckEpsilon(weights, optimizer, place, options) is { } epsilon) yield return epsilon;
        else if (CheckStep(weights, optimizer, place, options) is { } step) yield return step;
    }

    private static Diagnostic? CheckEpsilon((string Layer, ParameterSignal Weight)[] weights, OptimizerCall optimizer, Location place, CheckOptions options)
    {
        if (optimizer.Kind is not (OptimizerKind.Adam or OptimizerKind.AdamW or OptimizerKind.RmsProp)) return null;
        double epsilon = optimizer.Setting("Epsilon", OptimizerCall.DefaultEpsilon);
        (string layer, ParameterSignal weight) = weights.OrderBy(candidate => candidate.Weight.GradientRms).First();
        if (weight.GradientRms >= options[EpsilonFactor] * epsilon) return null;
        return Diagnostic.Create(
            NG4005_GradientBelowEpsilon.Descriptor,
            place,
            layer,
            $"is predicted to get gradients of {Text.Rounded(weight.GradientRms)}, and {optimizer.Kind} adds an epsilon of {Text.Of(epsilon)} to their size, so its first steps are {Text.Percent(weight.GradientRms / (weight.GradientRms + epsilon))} of the learning rate",
            "Give the network initialisers of unit gain, such as [Auto]");
    }

    private static Diagnostic? CheckStep((string Layer, ParameterSignal Weight)[] weights, OptimizerCall optimizer, Location place, CheckOptions options)
    {
        if (optimizer.LearningRate is not > 0) return null;
        double rate = optimizer.LearningRate.Value;
        double mean = Math.Exp(weights.Average(candidate => Math.Log(candidate.Weight.RelativeFirstUpdate(optimizer.Kind, rate))));
        bool isTooLarge = mean > options[Most];
        if (!isTooLarge && mean >= options[Least]) return null;
        double better = rate * (isTooLarge ? options[Most] : options[Least]) / mean;
        return Diagnostic.Create(
            NG4013_FirstUpdate.Descriptor,
            place,
            $"{optimizer.Kind}",
            $"is predicted to change the weights in its first step by {Text.Factor(mean)} times their size, with a learning rate of {Text.Rounded(rate)}",
            $"Write a rate of {(isTooLarge ? "at most" : "at least")} {better.ToString("G1", System.Globalization.CultureInfo.InvariantCulture)}");
    }

    /// <summary>The weights that begin at random and get a gradient.</summary>
    private static IEnumerable<(string Layer, ParameterSignal Weight)> Weights(NetworkModel network)
    {
        SignalReport report = SignalAnalysis.Analyze(network);
        foreach (LayerSignal layer in report.Layers)
        {
            if (NetworkGraph.WeightOf(network.Nodes[layer.Node]) is null) continue;
            foreach (ParameterSignal parameter in layer.Parameters)
            {
                if (parameter is { Role: ParameterRole.Weight, Rms: > 0, GradientRms: > 0 }) yield return (network.Nodes[layer.Node].Name, parameter);
            }
        }
    }
}
