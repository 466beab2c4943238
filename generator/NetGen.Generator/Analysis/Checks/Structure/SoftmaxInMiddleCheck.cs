using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2014: a softmax as the activation of a hidden layer.</summary>
/// <remarks>
/// Only where nothing but layers with weights come of it. Shares that something is multiplied with, as in attention, gates and mixtures of experts,
/// are what a softmax is for.
/// </remarks>
internal sealed class SoftmaxInMiddleCheck : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (!IsHiddenActivation(network, index)) return null;
        int units = node.OutputShape.Channels;
        double share = 1.0 / units;
        Finding finding = Report(
            RuleIds.SoftmaxInMiddle,
            node.AttributeIndex,
            node.Name,
            $"is the activation of a hidden layer: its {Text.Of(units)} values add up to 1, each begins near {Text.Rounded(share)}, "
                + $"and the gradient is multiplied by slopes p(1 - p), near {Text.Rounded(share * (1 - share))} and never above 0.25",
            "Write [ReLU] in its place");
        return !node.IsEditable
            ? finding
            : finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.Replace, node.AttributeIndex, "ReLU"), "Write [ReLU]") };
    }

    /// <summary>Whether a layer gives probabilities to layers with weights and to nothing else.</summary>
    public static bool IsHiddenActivation(NetworkGraph network, int index)
    {
        LayerNode node = network.Nodes[index];
        if (node.Layer is not { GivesProbabilities: true, GivesLogProbabilities: false } || node.OutputShape.Channels < 2) return false;
        if (network.Source(node) is null) return false;
        return network.Readers(index).Count > 0 && LeadsToWeights(network, index);
    }

    /// <summary>Whether all ways from a layer, through layers of one input that bend or arrange values, come to layers with weights.</summary>
    private static bool LeadsToWeights(NetworkGraph network, int index)
        => !network.Model.IsOutput(index) && network.Readers(index).Count > 0 && network.Readers(index).All(reader => network.Nodes[reader] switch
        {
            { Layer.Merges: true } or { Inputs.Count: > 1 } => false,
            { Layer.Affine: not null } or { Layer.IsOpaque: true, Weight: not null } => true,
            { Layer.Activation: not null } or { Layer.Normalizes: true } or { Layer.KeepsDistribution: true } => LeadsToWeights(network, reader),
            _ => false,
        });
}
