using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1018: He's slope is not that of the rectifier behind the layer.</summary>
internal sealed class SlopeMissingCheck : LayerCheck
{
    private const int Layers = 5;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { Kind: "He" } source } || network.IsNormalized(index)) return null;
        if (network.ActivationBehind(index) is not { NegativeSlope: { } negativeSlope } activation) return null;
        double given = Math.Sqrt(Math.Max(0, (2 / source.Scale) - 1));
        double slope = Math.Abs(negativeSlope);
        double factor = source.Scale * (1 + (slope * slope)) / 2;
        bool isOff = Math.Max(given, slope) >= UnitGain.NegligibleSlope && factor is < 0.99 or > 1.01;
        if (!isOff) return null;

        string better = UnitGain.Initializer(activation);
        Finding finding = Report(
            RuleIds.SlopeMissing,
            source.AttributeIndex,
            node.Name,
            $"has He for a slope of {Text.Rounded(given)} in front of {activation.Kind} with a slope of {Text.Rounded(slope)}, which multiplies the variance by {Factor(factor)} per layer, {Factor(Math.Pow(factor, Layers))} after five",
            $"Write [{better}]");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, better) };
    }
}
