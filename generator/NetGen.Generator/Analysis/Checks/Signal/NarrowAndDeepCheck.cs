using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4012: a network so narrow for its depth that two initialisations of it differ as much as two designs.</summary>
/// <remarks>Hanin and Nica, 2018: the variance of the logarithm of a ReLU network's mean square is about 5 times the sum of 1 / width.</remarks>
internal sealed class NarrowAndDeepCheck : NetworkCheck
{
    private const int WidestThatIsOffered = 4096;

    private static readonly Threshold Band = new(RuleIds.NarrowAndDeep, "band", Math.E, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Band];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        LayerSignal widest = network.Signal.Layers.OrderByDescending(signal => signal.Band).First();
        if (widest.Band <= options[Band]) yield break;
        LayerNode[] hidden = [.. network.Nodes.Where((node, index) => node.Weight is { FanIn: > 0 } && !network.IsHead(index))];
        if (hidden.Length == 0) yield break;
        LayerNode narrowest = hidden.OrderBy(node => node.OutputShape.Channels).First();
        Finding finding = Report(
            RuleIds.NarrowAndDeep,
            narrowest.AttributeIndex,
            narrowest.Name,
            $"has {Text.Count(narrowest.OutputShape.Channels, "unit")}, and the network is so narrow for its depth that from one seed to the next the signal at {network.Nodes[widest.Node].Name} differs by a factor of {Factor(widest.Band)} either way",
            "Make the narrow layers wider, or write [BatchNorm] between them");
        yield return finding with { Fix = Widen(hidden, widest, options[Band]) };
    }

    /// <summary>
    /// The least power of two that brings the band to what is accepted, as the width of every hidden layer that is narrower: what each adds
    /// to the logarithm falls with 1 / width. Null where a layer's width is that of another by construction, or stands in a block.
    /// </summary>
    private static AttributeFix? Widen(LayerNode[] hidden, LayerSignal widest, double accepted)
    {
        if (Array.Exists(hidden, node => !node.IsEditable || node.Layer.Affine is not { Groups: 1, WidthArgument: not null })) return null;
        double now = hidden.Sum(node => 1.0 / node.OutputShape.Channels);
        double wanted = now * Math.Pow(Math.Log(accepted) / Math.Log(widest.Band), 2);
        int width = 8;
        while (width < WidestThatIsOffered && hidden.Sum(node => 1.0 / Math.Max(width, node.OutputShape.Channels)) > wanted) width *= 2;
        return new AttributeFix(
            $"Make the narrow layers {Text.Of(width)} wide",
            hidden
                .Where(node => node.OutputShape.Channels < width)
                .Select(node => new AttributeEdit(AttributeEditKind.SetArgument, node.AttributeIndex, Text.Of(width)) { Parameter = node.Layer.Affine!.WidthArgument! })
                .ToEquatableArray());
    }
}
