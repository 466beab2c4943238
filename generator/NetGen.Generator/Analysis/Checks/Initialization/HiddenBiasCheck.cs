using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1008: a hidden layer whose biases begin away from 0.</summary>
internal sealed class HiddenBiasCheck : LayerCheck
{
    /// <summary>A positive bias up to this in front of a rectifier is an old remedy against dead units, and does little harm.</summary>
    private static readonly Threshold Harmless = new(RuleIds.HiddenBias, "bias", 0.1, 0, 1e6);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Harmless];

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is null || network.IsHead(index)) return null;
        if (node.Find(Parameter.Bias) is not { Source: { } source, Initializer: { IsConstant: true, First: not 0 and double value } } bias) return null;
        bool isRectified = network.ActivationBehind(index) is { IsRectifying: true };
        string effect = isRectified ? $", so that where their std is 1, {Text.Percent(NormalDistribution.Cumulative(value))} of them are positive instead of 50 %" : string.Empty;
        Finding finding = Report(
            RuleIds.HiddenBias,
            source.AttributeIndex,
            node.Name,
            $"begins with a bias of {Text.Of(value)} in all of its {Text.Count(bias.Count, "unit")}, which shifts every pre-activation by as much{effect}",
            $"Remove [{source.Kind}]: a bias begins with 0 by itself");
        return finding with
        {
            IsMild = isRectified && value > 0 && value <= options[Harmless],
            Fix = node.IsEditable
                ? AttributeFix.Of(new AttributeEdit(AttributeEditKind.Remove, source.AttributeIndex, string.Empty), $"Remove [{source.Kind}]")
                : null,
        };
    }
}
