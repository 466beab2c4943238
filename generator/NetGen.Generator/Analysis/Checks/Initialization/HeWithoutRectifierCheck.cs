using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1002: He's factor of 2, which makes up for a rectifier, where none follows.</summary>
internal sealed class HeWithoutRectifierCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { Source: { Kind: "He" or "VarianceScaling", Scale: > 1.9 and < 2.1 } source } weight) return null;
        if (network.IsNormalized(index)) return null;
        ActivationFunction? activation = network.ActivationBehind(index);
        bool isWrong = activation is null ? network.IsLinearHidden(index) : activation.IsSquashing;
        if (!isWrong) return null;

        string better = UnitGain.Initializer(activation);
        string what = activation?.Kind ?? "no activation";
        double gain = weight.FanIn * weight.Weights.Std * weight.Weights.Std;
        Finding finding = Report(
            RuleIds.HeWithoutRectifier,
            source.AttributeIndex,
            node.Name,
            $"is followed by {what}: {source.Kind} makes up for a rectifier that is not there, and gives the layer's output {Factor(gain)} times the mean square of its input instead of 1",
            $"Write [{better}] instead of [{source.Kind}]");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, better) };
    }
}
