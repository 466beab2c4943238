using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1019: a variance of 1 / (3 fan-in), with which PyTorch's layers begin by themselves, in front of rectifiers of a deep network.</summary>
/// <remarks>kaiming_uniform with a = sqrt(5): the limit is 1 / sqrt(fan-in). Shallow networks train with it all the same.</remarks>
internal sealed class ThirdOfVarianceCheck : NetworkCheck
{
    private const double Scale = 1.0 / 3;

    private const double Tolerance = 0.02;

    private static readonly Threshold Depth = new(RuleIds.ThirdOfVariance, "layers", 3, 0, 4096);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Depth];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        int[] layers = [.. Enumerable.Range(0, network.Nodes.Count).Where(index => Applies(network, index))];
        if (layers.Length <= options[Depth]) yield break;
        LayerNode first = network.Nodes[layers[0]];
        double factor = Scale * UnitGain.MeanSquare(network.ActivationBehind(layers[0]));
        string better = UnitGain.Initializer(network.ActivationBehind(layers[0]));
        Finding finding = Report(
            RuleIds.ThirdOfVariance,
            Stage.AttributeOf(first),
            first.Name,
            $"is the first of {Text.Count(layers.Length, "layer")} with a variance of 1 / (3 fan-in) in front of rectifiers, as PyTorch's layers have by themselves, which multiplies that of the signal by {Factor(factor)} per layer, {Factor(Math.Pow(factor, layers.Length))} after all of them",
            $"Write [{better}]");
        yield return layers.Any(index => !network.Nodes[index].IsEditable)
            ? finding
            : finding with
            {
                Fix = new AttributeFix(
                    $"Write [{better}]",
                    layers
                        .Select(index => Replacement.Edit(network.Nodes[index].Weight!.Source!, UnitGain.Initializer(network.ActivationBehind(index))))
                        .ToEquatableArray()),
            };
    }

    private static bool Applies(NetworkGraph network, int index)
        => NetworkGraph.WeightOf(network.Nodes[index]) is { Source: { Kind: "VarianceScaling", Mode: FanMode.FanIn } source }
        && Math.Abs(source.Scale - Scale) < Tolerance
        && network.ActivationBehind(index) is { IsRectifying: true }
        && !network.IsNormalized(index);
}
