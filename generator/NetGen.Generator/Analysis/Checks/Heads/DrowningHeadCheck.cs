using System.Globalization;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4017: heads that share layers, one of which sends back so large a gradient that the layers learn for it alone.</summary>
/// <remarks>
/// The gradients of each loss by itself are predicted, with what it counts in the sum, and compared at the weights that several losses reach: the geometric
/// mean over these of the one's size over the other's.
/// </remarks>
internal sealed class DrowningHeadCheck : NetworkCheck
{
    private static readonly Threshold Limit = new(RuleIds.DrowningHead, "factor", 10, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Limit];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        NetworkModel model = network.Model;
        if (model.Losses.Count < 2) yield break;
        Head[] heads = [.. model.Losses.Select(loss => Head.Of(model, loss)).OfType<Head>()];
        foreach (Head loud in heads)
        {
            // Of several that are drowned, the one that is drowned most is named.
            (Head Quiet, double Ratio, int Layers)? worst = null;
            foreach (Head quiet in heads.Where(other => other != loud))
            {
                (double ratio, int layers) = loud.Over(quiet);
                if (ratio > (worst?.Ratio ?? options[Limit])) worst = (quiet, ratio, layers);
            }

            if (worst is { } found) yield return Report(model, loud, found.Quiet, found.Ratio, found.Layers);
        }
    }

    private static Finding Report(NetworkModel model, Head loud, Head quiet, double ratio, int layers)
    {
        string weight = Weight(loud.Loss.Weight / ratio);
        return Report(
            RuleIds.DrowningHead,
            loud.Loss.AttributeIndex,
            Name(model, loud),
            $"is predicted to send gradients {Factor(ratio)} times the size of those of {Name(model, quiet)} "
                + $"to the {Text.Count(layers, "layer")} that both share: these learn for the one and hardly for the other",
            $"Write Weight = {weight}, with which both begin alike") with
        {
            Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, loud.Loss.AttributeIndex, $"Weight = {weight}"), $"Write Weight = {weight}"),
        };
    }

    private static string Name(NetworkModel model, Head head) => $"[{head.Loss.Loss.Kind}] of {model.Nodes[head.Loss.Node].Name}";

    /// <summary>One significant digit, as people write it.</summary>
    private static string Weight(double value)
        => double.Parse(value.ToString("G1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString("0.###################", CultureInfo.InvariantCulture);

    /// <summary>A loss and the sizes of the gradients that it alone would send, by node and name of the weight.</summary>
    private sealed record Head(LossTerm Loss, IReadOnlyDictionary<(int Node, string Name), double> Gradients)
    {
        /// <summary>Null where nothing is known of the loss.</summary>
        public static Head? Of(NetworkModel model, LossTerm loss)
        {
            SignalReport alone = SignalAnalysis.Analyze(model with { Losses = EquatableArray.Of(loss) });
            if (alone.InitialLoss is null) return null;
            var gradients = new Dictionary<(int Node, string Name), double>();
            foreach (LayerSignal layer in alone.Layers)
            {
                foreach (ParameterSignal parameter in layer.Parameters)
                {
                    if (parameter is { IsWeight: true, GradientRms: > 0 }) gradients.Add((layer.Node, parameter.Name), parameter.GradientRms);
                }
            }

            return new Head(loss, gradients);
        }

        /// <summary>The size of its gradients over those of another, and at how many layers.</summary>
        public (double Ratio, int Layers) Over(Head other)
        {
            (int Node, string Name)[] shared = [.. Gradients.Keys.Where(other.Gradients.ContainsKey)];
            return shared.Length == 0
                ? (0, 0)
                : (Math.Exp(shared.Average(place => Math.Log(Gradients[place] / other.Gradients[place]))),
                    shared.Select(place => place.Node).Distinct().Count());
        }
    }
}
