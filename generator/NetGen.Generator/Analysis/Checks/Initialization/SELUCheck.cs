using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1006: what keeps SELU from normalising itself: weights of another variance than 1 / fan-in, dropout, batch normalisation.</summary>
internal sealed class SELUCheck : LayerCheck
{
    private const double Tolerance = 0.05;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        return node.Layer switch
        {
            { DropoutRate: > 0 and double rate } => IsSELU(network.Source(node)?.Layer.Activation) ? CheckDropout(network, index, rate) : null,
            { Normalizes: true } => IsSELU(network.Source(node)?.Layer.Activation) || IsInFrontOfSELU(network, index) ? CheckNormalization(node) : null,
            _ => IsInFrontOfSELU(network, index) ? CheckWeights(node) : null,
        };
    }

    private static Finding? CheckWeights(LayerNode node)
    {
        if (NetworkGraph.WeightOf(node) is not { Source: { } source } weight || !weight.Initializer.IsDrawn) return null;
        double gain = weight.FanIn * weight.Weights.Std * weight.Weights.Std;
        if (Math.Abs(gain - 1) < Tolerance) return null;
        Finding finding = Report(
            RuleIds.SELUInitializer,
            source.AttributeIndex,
            node.Name,
            $"is followed by SELU, whose fixed point needs weights of variance 1 / fan-in, and {source.Kind} here gives {Factor(gain)} times that",
            $"Write [LeCun] instead of [{source.Kind}]");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, "LeCun") };
    }

    private static Finding CheckDropout(NetworkGraph network, int index, double rate)
    {
        LayerNode node = network.Nodes[index];
        string alternative = $"AlphaDropout({Text.Of(rate)})";
        Finding finding = Report(
            RuleIds.SELUInitializer,
            node.AttributeIndex,
            node.Name,
            $"drops {Text.Percent(rate)} of SELU's outputs, which multiplies their variance by {Factor(1 / (1 - rate))} and leaves the fixed point",
            $"Write [{alternative}], which keeps mean 0 and variance 1");
        return !node.IsEditable
            ? finding
            : finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.Replace, node.AttributeIndex, alternative), $"Write [{alternative}]") };
    }

    private static Finding CheckNormalization(LayerNode node) => Report(
        RuleIds.SELUInitializer,
        node.AttributeIndex,
        node.Name,
        "normalises what SELU keeps at mean 0 and variance 1 by itself, so one of the two is idle",
        $"Remove [{node.Layer.Kind}], or use [ReLU] behind it");

    private static bool IsInFrontOfSELU(NetworkGraph network, int index) => IsSELU(network.ActivationBehind(index));

    private static bool IsSELU(ActivationFunction? activation) => activation is { Family: ActivationFamily.SelfNormalizing };
}
