using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3011: dropout of more than half, or of the output itself.</summary>
internal sealed class DropoutRateCheck : LayerCheck
{
    public override bool IsStructural => true;

    /// <summary>The largest rate of one layer of which nothing is said.</summary>
    public static readonly Threshold Highest = new(RuleIds.DropoutRate, "rate", 0.5, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Highest];

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (node.Layer.DropoutRate is not (> 0 and double rate)) return null;
        if (network.IsHead(index) && network.IsEnded)
        {
            Finding output = Report(
                RuleIds.DropoutRate,
                node.AttributeIndex,
                node.Name,
                $"sets {Text.Percent(rate)} of the network's own outputs to 0 in training, whatever the weights are",
                "Remove [Dropout], or move it above the last layer with weights");
            return output with { Fix = network.Removal(index) };
        }

        double highest = options[Highest];
        if (rate <= highest) return null;
        Finding finding = Report(
            RuleIds.DropoutRate,
            node.AttributeIndex,
            node.Name,
            $"drops {Text.Percent(rate)}, more than {Text.Percent(highest)}, and multiplies the mean square in training by {Factor(1 / (1 - rate))}",
            $"Write [Dropout({Text.Of(highest)})] or less");
        return !node.IsEditable
            ? finding
            : finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, node.AttributeIndex, Text.Of(highest)), $"Write [Dropout({Text.Of(highest)})]") };
    }
}
