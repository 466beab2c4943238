using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4004: logits so large that the network is certain before it has learned anything.</summary>
internal sealed class OverconfidentStartCheck : NetworkCheck
{
    /// <summary>What a layer may add to the mean square and not be to blame.</summary>
    private const double MostPerLayer = 1.25;

    private static readonly Threshold Spread = new(RuleIds.Overconfident, "std", 3, 0.1, 1e30);

    private static readonly Threshold Loss = new(RuleIds.Overconfident, "loss", 2, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Spread, Loss];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        SignalReport signal = network.Signal;
        if (network.Model.Losses is not { Count: 1 } losses || !losses[0].Loss.TakesSoftmax || signal is not { InitialLoss: { } loss, UndecidedLoss: > 0 and { } undecided }) yield break;

        // Outside the band of the width also the least spread that is likely must be too large.
        double band = signal.Layers[losses[0].Node].Band;
        double least = signal.OutputSpread / band;
        bool isTooLarge = least > options[Spread] || (least * least / 2) + undecided > options[Loss] * undecided;
        IReadOnlyList<Stage> stages = Stage.Of(network);

        // Where every layer has unit gain, pooling and sums of branches alone have made the logits large, and there is nothing to write.
        if (!isTooLarge || Stage.AtFault(stages, stage => stage.Forward, grows: true) is not { Forward: > MostPerLayer } fault) yield break;
        Stage head = stages[stages.Count - 1];
        LayerNode node = network.Nodes[head.Index];
        Finding finding = Report(
            RuleIds.Overconfident,
            Stage.AttributeOf(node),
            node.Name,
            $"begins with logits of std {Factor(signal.OutputSpread)}, so the network is certain before it has learned anything, and its loss begins at about {Factor(loss)} instead of {Factor(undecided)}",
            head.Forward > MostPerLayer ? "Write [LeCun], which keeps the size of its input" : $"Write initialisers of unit gain for the layers above it, beginning with {network.Nodes[fault.Index].Name}");
        yield return finding with { Fix = Stage.UnitGainEverywhere(network, stages) };
    }
}
