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

        // The mean of the two is the compromise.
        if (weight.Source?.Mode == FanMode.FanAverage) return null;
        double ratio = weight.FanIn / (double)weight.FanOut;
        if (ratio <= options[Ratio] && ratio >= 1 / options[Ratio]) return null;
        string? compromise = Compromise(weight, network.ActivationBehind(index));
        Finding finding = Report(
            RuleIds.FanConflict,
            Stage.AttributeOf(node),
            node.Name,
            $"has fan-in {Text.Of(weight.FanIn)} and fan-out {Text.Of(weight.FanOut)}: weights that keep the signal's variance multiply that of each value's gradient by {Factor(1 / ratio)}",
            compromise is null ? "Nothing need be changed: either of the two trains" : $"Write [{compromise}] for a compromise, or leave it: either of the two trains");
        return !node.IsEditable || compromise is null ? finding : finding with { Fix = Write(node, weight.Source, compromise) };
    }

    /// <summary>The initialiser that divides by the mean of the fans, null where none has a name.</summary>
    private static string? Compromise(ParameterSpec weight, ActivationFunction? activation)
    {
        if (activation is { Family: ActivationFamily.SelfNormalizing }) return null;
        if (weight.Source is { Kind: "VarianceScaling" } source) return $"VarianceScaling({Text.Of(Math.Round(source.Scale, 6))}, Mode = FanMode.FanAverage)";
        string better = UnitGain.Initializer(activation);
        return better switch
        {
            "He" => "He(Mode = FanMode.FanAverage)",
            "LeCun" or "Xavier" => "Xavier",
            "Auto" => null,
            _ => better.TrimEnd(')') + ", Mode = FanMode.FanAverage)",
        };
    }

    private static AttributeFix Write(LayerNode node, InitializerSource? source, string initializer)
        => source is not null
            ? Replacement.Of(source, initializer)
            : AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertAfter, node.AttributeIndex, initializer), $"Write [{initializer}]");
}
