using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1001: an initialiser made for linear layers in front of a rectifier, which halves the mean square.</summary>
/// <remarks>He et al., 2015: Var(y') = fan-in * Var(w) * E f^2 * Var(y), and E f^2 = 1/2 for ReLU.</remarks>
internal sealed class ReLUWithXavierCheck : NetworkCheck
{
    // Standard deviations at the end, of those that unit gain gives. Trained (docs/rules/NG1001.md and NG4002.md): down to a tenth no worse, at 0.016 half of the digits after
    // 600 steps that otherwise give 91 %, from 0.0005 on none.
    private const double Harmless = 0.1;
    private const double Hopeless = 0.003;

    /// <summary>
    /// The factor of variance below which the rule speaks. Xavier divides by the mean of the fans, so a layer that narrows a lot comes near
    /// to He's variance all the same, and there is nothing to say.
    /// </summary>
    private static readonly Threshold LeastFactor = new(RuleIds.ReLUWithXavier, "factor", 0.9, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [LeastFactor];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        List<FadingLayer> layers = [];
        for (int index = 0; index < network.Nodes.Count; index++)
        {
            if (Find(network, index, options) is { } layer) layers.Add(layer);
        }

        string cost = Cost(layers);
        foreach (FadingLayer layer in layers) yield return Report(layer, cost);
    }

    private static FadingLayer? Find(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { } source } weight || !IsForLinearLayers(source)) return null;
        if (network.ActivationBehind(index) is not { IsRectifying: true } activation || network.IsNormalized(index)) return null;
        double factor = weight.FanIn * weight.Weights.Std * weight.Weights.Std * UnitGain.MeanSquare(activation);
        return factor >= options[LeastFactor] ? null : new FadingLayer(node, source, activation, factor);
    }

    /// <summary>What it costs at this depth: all such layers together.</summary>
    private static string Cost(IReadOnlyList<FadingLayer> layers)
    {
        double left = layers.Aggregate(1.0, static (product, layer) => product * layer.Factor);
        string all = layers.Count == 1 ? "" : $", and all {layers.Count} such layers leave {Factor(left)} of it";
        string consequence = Math.Sqrt(left) switch
        {
            >= Harmless => "which costs little at this depth",
            >= Hopeless => "so that training begins late",
            _ => "so that hardly anything is learned",
        };
        return $"{all}, {consequence}";
    }

    private static Finding Report(FadingLayer layer, string cost)
    {
        (LayerNode node, InitializerSource source, ActivationFunction activation, double factor) = layer;

        // What keeps lengths is chosen for its angles: it stays, with the gain for the activation.
        string better = source.Gain is null ? UnitGain.Initializer(activation) : $"{source.Kind}({Text.Rounded(Math.Sqrt(1 / UnitGain.MeanSquare(activation)))})";
        string name = source.Gain is null ? better.Split('(')[0] : better;
        Finding finding = Report(
            RuleIds.ReLUWithXavier,
            source.AttributeIndex,
            node.Name,
            $"is followed by {activation.Kind}: {name} keeps the variance; {source.Kind} here multiplies it by {Factor(factor)}{cost}",
            $"Write [{better}] instead of [{source.Kind}]");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, better) };
    }

    /// <summary>Whether the variance is 1 / fan, or lengths are kept, without a factor for the activation.</summary>
    private static bool IsForLinearLayers(InitializerSource source)
        => source is { Kind: "Xavier" or "LeCun" or "VarianceScaling", Scale: > 0.95 and < 1.05 } or { Gain: > 0.975 and < 1.025 };

    /// <summary>A layer whose variance is multiplied by less than 1.</summary>
    private sealed record FadingLayer(LayerNode Node, InitializerSource Source, ActivationFunction Activation, double Factor);
}
