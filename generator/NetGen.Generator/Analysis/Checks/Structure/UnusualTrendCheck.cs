using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3009: fewer filters the deeper the layer, where networks that work usually have more.</summary>
/// <remarks>NeuraLint's rules about the shape of convolutional networks, of which this is the one that can be said with a number.</remarks>
internal sealed class UnusualTrendCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (node.Layer.Affine is not { IsConvolution: true, Groups: 1 } || node.Layer.Windows(node.InputShapes[0]) is not { Rows.Kernel: > 1 }) return null;
        int filters = node.OutputShape.Channels;
        if (node.InputShapes[0].Channels <= filters) return null;
        if (node.Inputs[0] < 0) return null;
        return Report(
            RuleIds.UnusualTrend,
            node.AttributeIndex,
            node.Name,
            $"has {Text.Count(filters, "filter")} for {Text.Of(node.InputShapes[0].Channels)} channels, fewer than the layer in front of it",
            $"Write {Text.Of(node.InputShapes[0].Channels)} filters or more, or a window of 1 where channels are to be mixed down");
    }
}
