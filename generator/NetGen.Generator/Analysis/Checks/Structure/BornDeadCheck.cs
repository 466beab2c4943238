using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG2011: narrow layers with ReLU, of which one may begin with all of its units dead, and with it the network.</summary>
/// <remarks>
/// Lu, Shin, Su and Karniadakis, 2019: with symmetric weights and no bias a unit is dead for a given input with probability 1/2, and a
/// layer of N units with 2^-N; the network is when one layer is. One hidden layer alone sees the data itself, which has many directions.
/// </remarks>
internal sealed class BornDeadCheck : NetworkCheck
{
    /// <summary>Wider layers take no part: 2^-20 is one in a million.</summary>
    private const int WidestThatMatters = 20;

    private static readonly Threshold Probability = new(RuleIds.BornDead, "probability", 0.05, 0, 1);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Probability];

    public override bool Predicts => true;

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        if (network.Nodes.Any(node => node.Layer.Normalizes || node.Layer.Merges)) yield break;
        LayerNode[] rectified = [.. network.Nodes.Where((_, index) => IsRectified(network, index))];
        double probability = OfDeath(rectified.Select(node => node.OutputShape.Size));
        if (rectified.Length < 2 || probability <= options[Probability]) yield break;
        LayerNode narrowest = rectified.OrderBy(node => node.OutputShape.Size).First();
        LayerNode[] narrow = [.. rectified.Where(node => node.OutputShape.Size <= WidestThatMatters)];
        Finding finding = Report(
            RuleIds.BornDead,
            narrowest.AttributeIndex,
            narrowest.Name,
            $"has {Text.Count(narrowest.OutputShape.Size, "unit")}, and with probability {Text.Percent(probability)} one of the {Text.Of(rectified.Length)} ReLU layers begins with all of its units dead, after which nothing can be learned",
            $"Write [LeakyReLU], or make the narrow layers wider: 8 units each would bring it to {Text.Percent(OfDeath(rectified.Select(node => Math.Max(8, node.OutputShape.Size))))}");
        yield return finding with
        {
            Effect = $"with probability {Text.Percent(probability)} a layer begins with all of its units dead",
            Fix = narrow.Any(node => !node.IsEditable)
                ? null
                : new AttributeFix(
                    "Write [LeakyReLU]",
                    narrow.Select(node => new AttributeEdit(AttributeEditKind.Replace, node.AttributeIndex, "LeakyReLU")).ToEquatableArray()),
        };
    }

    /// <summary>1 - prod(1 - 2^-N).</summary>
    public static double OfDeath(IEnumerable<int> widths) => 1 - widths.Aggregate(1.0, (alive, width) => alive * (1 - Math.Pow(2, -width)));

    /// <summary>A rectifier of a dense layer whose biases do not help it above 0.</summary>
    private static bool IsRectified(NetworkGraph network, int index)
    {
        LayerNode node = network.Nodes[index];
        return node.Layer.Activation is { IsDeadBelowZero: true }
            && network.Source(node) is { Layer.Affine.IsConvolution: false } source
            && source.Find(Parameter.Bias) is null or { Initializer: { IsConstant: true, First: <= 0 } };
    }
}
