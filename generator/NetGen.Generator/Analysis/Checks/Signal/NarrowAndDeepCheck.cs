using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4012: a network so narrow for its depth that two initialisations of it differ as much as two designs.</summary>
/// <remarks>Hanin and Nica, 2018: the variance of the logarithm of a ReLU network's mean square is about 5 times the sum of 1 / width.</remarks>
internal sealed class NarrowAndDeepCheck : NetworkCheck
{
    private static readonly Threshold Band = new(RuleIds.NarrowAndDeep, "band", Math.E, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Band];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        LayerSignal widest = network.Signal.Layers.OrderByDescending(signal => signal.Band).First();
        if (widest.Band <= options[Band]) yield break;
        LayerNode narrowest = network.Nodes
            .Where((node, index) => NetworkGraph.WeightOf(node) is not null && !network.IsHead(index))
            .OrderBy(node => node.OutputShape.Channels)
            .First();
        yield return Report(
            RuleIds.NarrowAndDeep,
            narrowest.AttributeIndex,
            narrowest.Name,
            $"has {Text.Of(narrowest.OutputShape.Channels)} units, and the network is so narrow for its depth that from one seed to the next the signal at {network.Nodes[widest.Node].Name} differs by a factor of {Factor(widest.Band)} either way",
            "Make the narrow layers wider, or write [BatchNorm] between them");
    }
}
