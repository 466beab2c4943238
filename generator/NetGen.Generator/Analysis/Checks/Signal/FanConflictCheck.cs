using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4010: fans so different that no variance keeps both the signal and each value's gradient.</summary>
internal sealed class FanConflictCheck : LayerCheck
{
    private static readonly Threshold Ratio = new(RuleIds.FanConflict, "ratio", 4, 1, 1e9);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Ratio];

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { } weight || network.IsHead(index) || node.Inputs[0] < 0 || network.IsNormalized(index)) return null;
        double ratio = weight.FanIn / (double)weight.FanOut;
        if (ratio <= options[Ratio] && ratio >= 1 / options[Ratio]) return null;
        return Report(
            RuleIds.FanConflict,
            Stage.AttributeOf(node),
            node.Name,
            $"has fan-in {Text.Of(weight.FanIn)} and fan-out {Text.Of(weight.FanOut)}: weights that keep the signal's variance multiply that of each value's gradient by {Factor(1 / ratio)}",
            "Write Mode = FanMode.FanAverage for a compromise; either mode trains");
    }
}
