using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3014: dropout at so many layers that little of a sample comes through all of them.</summary>
/// <remarks>
/// Kept values are divided by 1 - rate, so dropout leaves a value's mean and multiplies its mean square by 1 / (1 - rate): of the power behind it
/// the share 1 - rate is the sample's
/// and the rest is noise. Along a way through the network the shares multiply. Where branches are joined, the best of them counts: what a shortcut
/// passes no dropout of the branch
/// beside it takes away.
/// </remarks>
internal sealed class DropoutBudgetCheck : NetworkCheck
{
    public override bool IsStructural => true;

    private static readonly Threshold Share = new(RuleIds.DropoutBudget, "share", 0.15, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Share];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        (double Share, int Last)[] kept = Follow(network, options[DropoutRateCheck.Highest]);
        foreach (int output in network.Model.Outputs)
        {
            if (kept[output].Share >= options[Share] || !network.IsEnded) continue;
            LayerNode[] dropouts = [.. Path(network, kept, output)];

            // One layer alone is what NG3011 is about.
            if (dropouts.Length < 2) continue;
            double share = dropouts.Aggregate(1.0, (product, node) => product * (1 - node.Layer.DropoutRate));
            LayerNode last = dropouts[dropouts.Length - 1];
            yield return Report(
                RuleIds.DropoutBudget,
                last.AttributeIndex,
                last.Name,
                $"is the last of {Text.Of(dropouts.Length)} dropouts in a row, {List(dropouts)}, which together let {Text.Percent(share)} of a sample through: "
                    + "the rest of the signal behind them is noise",
                $"Use lower rates or fewer of them, so that the product of what each keeps is {Text.Percent(options[Share])} or more");
        }
    }

    /// <summary>Of each node the share that arrives, and the last dropout on its way, -1 for none.</summary>
    /// <param name="highest">Of a rate above this, and of dropout of the output, NG3011 says what there is to say; they count as if they were mended.</param>
    private static (double Share, int Last)[] Follow(NetworkGraph network, double highest)
    {
        var kept = new (double Share, int Last)[network.Nodes.Count];
        for (int index = 0; index < kept.Length; index++)
        {
            LayerNode node = network.Nodes[index];
            (double Share, int Last) best = node.Inputs.Select(input => input < 0 ? (1, -1) : kept[input]).OrderByDescending(way => way.Item1).First();
            double rate = network.IsHead(index) ? 0 : Math.Min(node.Layer.DropoutRate, highest);
            kept[index] = rate > 0 ? (best.Share * (1 - rate), index) : best;
        }

        return kept;
    }

    /// <summary>The dropouts on the best way to a node, in the order of the network.</summary>
    private static IEnumerable<LayerNode> Path(NetworkGraph network, (double Share, int Last)[] kept, int node)
    {
        var found = new List<LayerNode>();
        for (int last = kept[node].Last; last >= 0; last = Before(network, kept, last)) found.Add(network.Nodes[last]);
        found.Reverse();
        return found;
    }

    private static int Before(NetworkGraph network, (double Share, int Last)[] kept, int dropout)
        => network.Nodes[dropout].Inputs[0] is >= 0 and int input ? kept[input].Last : -1;

    private static string List(LayerNode[] dropouts) => Text.List(dropouts.Select(node => $"{node.Name} ({Text.Of(node.Layer.DropoutRate)})"));
}
