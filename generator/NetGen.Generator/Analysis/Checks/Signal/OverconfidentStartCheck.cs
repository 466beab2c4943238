using System.Globalization;

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

    public override bool Predicts => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        SignalReport signal = network.Signal;
        if (network.Model.Losses is not { Count: 1 } losses || !losses[0].Loss.TakesSoftmax || signal is not { InitialLoss: { } loss, UndecidedLoss: > 0 and { } undecided }) yield break;

        IReadOnlyList<Stage> stages = Stage.Of(network);
        if (stages.Count == 0) yield break;
        double spread = signal.OutputSpread;
        if (Stage.AtFault(stages, stage => stage.Forward, grows: true) is not { Forward: > MostPerLayer } fault)
        {
            if (IsTooLarge(spread)) yield return SuggestSmallerHead(network, stages[stages.Count - 1], spread, loss, undecided);
            yield break;
        }

        // Outside the band of the width also the least spread that is likely must be too large.
        if (!IsTooLarge(spread / signal.Layers[losses[0].Node].Band)) yield break;
        Stage head = stages[stages.Count - 1];
        LayerNode node = network.Nodes[head.Index];
        Finding finding = Report(
            RuleIds.Overconfident,
            Stage.AttributeOf(node),
            node.Name,
            $"begins with logits of std {Factor(signal.OutputSpread)}, so the network is certain before it has learned anything, and its loss begins at about {Factor(loss)} instead of {Factor(undecided)}",
            head.Forward > MostPerLayer ? "Write [LeCun], which keeps the size of its input" : $"Write initialisers of unit gain for the layers above it, beginning with {network.Nodes[fault.Index].Name}");
        yield return finding with { Fix = Stage.UnitGainEverywhere(network, stages), Effect = Effect(loss, undecided) };

        bool IsTooLarge(double std) => std > options[Spread] || (std * std / 2) + undecided > options[Loss] * undecided;
    }

    /// <summary>
    /// Where every layer has unit gain, the maxima of pooling and sums of branches alone have made the logits large: nothing is wrong, and the one
    /// place where they can be made smaller
    /// without changing what any layer reads is the head.
    /// </summary>
    private static Finding SuggestSmallerHead(NetworkGraph network, Stage head, double spread, double loss, double undecided)
    {
        LayerNode node = network.Nodes[head.Index];
        ParameterSpec weight = NetworkGraph.WeightOf(node)!;
        string smaller = $"Normal({Text.Of(double.Parse(Text.Rounded(weight.Weights.Std / spread), CultureInfo.InvariantCulture))})";
        Finding finding = Report(
            RuleIds.Overconfident,
            Stage.AttributeOf(node),
            node.Name,
            $"begins with logits of std {Factor(spread)} and a loss of about {Factor(loss)} instead of {Factor(undecided)}: "
                + "every layer keeps its signal, but pooling or sums of branches make it larger",
            $"Write [{smaller}], with which logits begin at std 1");
        AttributeFix? fix = !node.IsEditable ? null
            : weight.Source is { } source ? Replacement.Of(source, smaller)
            : AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertAfter, node.AttributeIndex, smaller), $"Write [{smaller}]");
        return finding with { IsMild = true, Fix = fix, Effect = Effect(loss, undecided) };
    }

    private static string Effect(double loss, double undecided) => $"the loss begins at about {Factor(loss)} instead of {Factor(undecided)}";
}
