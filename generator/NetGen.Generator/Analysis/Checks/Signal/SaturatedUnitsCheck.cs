using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4008: squashing units that begin where their slope is next to nothing.</summary>
internal sealed class SaturatedUnitsCheck : LayerCheck
{
    private static readonly Threshold Share = new(RuleIds.SaturatedUnits, "share", 0.25, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Share];

    public override bool Predicts => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (NetworkGraph.WeightOf(node) is not { } weight || network.ActivationBehind(index) is not { IsSquashing: true } activation) return null;
        LayerSignal signal = network.Signal.Layers[index];
        LayerSignal behind = network.Signal.Layers[network.Followers(index)[0].Node];
        if (signal.IsReset || behind.Saturated <= options[Share]) return null;
        string better = UnitGain.Initializer(activation);
        bool isOff = weight.Source is not null && weight.FanIn * weight.Weights.Std * weight.Weights.Std > 1.25;
        Finding finding = Report(
            RuleIds.SaturatedUnits,
            Stage.AttributeOf(node),
            node.Name,
            $"gives pre-activations of std {Factor(signal.Std)}, at which {Text.Percent(behind.Saturated)} of the {activation.Kind} units are predicted to be saturated, with a slope below 0.05",
            isOff ? $"Write [{better}]" : "Declare the input's InputMean and InputStd and bring it to std 1, or write smaller weights");
        return finding with
        {
            Effect = $"{Text.Percent(behind.Saturated)} of the {activation.Kind} units behind {node.Name} begin saturated",
            Fix = isOff && node.IsEditable ? Replacement.Of(weight.Source!, better) : null,
        };
    }
}
