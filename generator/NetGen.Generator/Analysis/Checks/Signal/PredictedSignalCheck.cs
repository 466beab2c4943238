using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4009: what is predicted of each layer, for whoever wants to know.</summary>
internal sealed class PredictedSignalCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is null && node.Layer.Activation is null) return null;
        LayerSignal signal = network.Signal.Layers[index];
        return Report(
            RuleIds.PredictedSignal,
            node.AttributeIndex,
            node.Name,
            $"is predicted to give values of mean {Factor(signal.Mean)} and std {Factor(signal.Std)}, {Text.Percent(signal.Active)} of them not 0, and to get gradients of std {Text.Rounded(signal.GradientStd)}",
            "Nothing need be changed");
    }
}
