using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4015: a softmax in the middle of a network, as in attention, that begins with nearly all for one choice.</summary>
internal sealed class SaturatedAttentionCheck : LayerCheck
{
    /// <summary>Of a layer whose weights keep the size of what they read.</summary>
    private const double MostGain = 1.25;

    private const string Better = "Xavier";

    private static readonly Threshold Slope = new(RuleIds.SaturatedAttention, "slope", 0.1, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Slope];

    public override bool Predicts => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (network.Signal.Layers[index].Softmax is not { } softmax || softmax.Slope >= options[Slope]) return null;

        // A softmax in the place of a hidden layer's activation is what NG2014 is about, decided or not.
        if (SoftmaxInMiddleCheck.IsHiddenActivation(network, index)) return null;

        // A head that gives probabilities learns nothing without a loss, and has one that begins with its logits: NG4004.
        bool isHead = node.Layer.GivesProbabilities && network.IsHead(index);
        if (isHead && (!network.Model.IsTrained || node.Layer.GivesLogProbabilities)) return null;
        ParameterSpec? weight = node.Weight;
        bool isOff = weight is { Source: { IsDefault: false } } && weight.FanIn * weight.Weights.Std * weight.Weights.Std > MostGain;
        Finding finding = Report(
            RuleIds.SaturatedAttention,
            isOff ? weight!.Source!.AttributeIndex : node.AttributeIndex,
            node.Name,
            $"begins with scores of std {Factor(softmax.Std)} over {Text.Of(softmax.Choices)} {(node.Layer.GivesProbabilities ? "values" : "keys")}, of which one takes nearly all, and {Text.Percent(softmax.Slope)} of the slope that scores of equal size would have is left to learn from",
            isOff ? $"Write [{Better}]" : "Write [LayerNorm] or [RMSNorm] in front of it, or bring the scores to std 1 by smaller weights");
        return finding with
        {
            Effect = $"{node.Name} begins decided, with {Text.Percent(softmax.Slope)} of its slope left to learn from",
            Fix = isOff && node.IsEditable ? Replacement.Of(weight!.Source!, Better) : null,
        };
    }
}
