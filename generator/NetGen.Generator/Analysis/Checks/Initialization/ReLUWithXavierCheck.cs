using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1001: an initialiser made for linear layers in front of a rectifier, which halves the mean square.</summary>
/// <remarks>He et al., 2015: Var(y') = fan-in * Var(w) * E f^2 * Var(y), and E f^2 = 1/2 for ReLU.</remarks>
internal sealed class ReLUWithXavierCheck : LayerCheck
{
    private const int Layers = 5;

    /// <summary>
    /// The factor of variance below which the rule speaks. Xavier divides by the mean of the fans, so a layer that narrows a lot comes near
    /// to He's variance all the same, and there is nothing to say.
    /// </summary>
    private static readonly Threshold LeastFactor = new(RuleIds.ReLUWithXavier, "factor", 0.9, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [LeastFactor];

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { } source } weight || !IsForLinearLayers(source)) return null;
        if (network.ActivationBehind(index) is not { IsRectifying: true } activation || network.IsNormalized(index)) return null;
        double factor = weight.FanIn * weight.Weights.Std * weight.Weights.Std * UnitGain.MeanSquare(activation);
        if (factor >= options[LeastFactor]) return null;

        // What keeps lengths is chosen for its angles: it stays, with the gain for the activation.
        string better = source.Gain is null ? UnitGain.Initializer(activation) : $"{source.Kind}({Text.Rounded(Math.Sqrt(1 / UnitGain.MeanSquare(activation)))})";
        string name = source.Gain is null ? better.Split('(')[0] : better;
        Finding finding = Report(
            RuleIds.ReLUWithXavier,
            source.AttributeIndex,
            node.Name,
            $"is followed by {activation.Kind}: {name} keeps the variance; {source.Kind} here multiplies it by {Factor(factor)} per layer, {Factor(Math.Pow(factor, Layers))} after five",
            $"Write [{better}] instead of [{source.Kind}]");
        return node.IsInBlock ? finding : finding with { Fix = Replacement.Of(source, better) };
    }

    /// <summary>Whether the variance is 1 / fan, or lengths are kept, without a factor for the activation.</summary>
    private static bool IsForLinearLayers(InitializerSource source)
        => source is { Kind: "Xavier" or "LeCun" or "VarianceScaling", Scale: > 0.95 and < 1.05 } or { Gain: > 0.975 and < 1.025 };
}
