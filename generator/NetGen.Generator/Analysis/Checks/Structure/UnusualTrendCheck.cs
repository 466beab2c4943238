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
        if (node.Layer is not Conv2DLayer { KernelHeight: > 1, Groups: 1 } convolution || node.InputShapes[0].Channels <= convolution.Filters) return null;
        if (node.Inputs[0] < 0) return null;
        return Report(
            RuleIds.UnusualTrend,
            node.AttributeIndex,
            node.Name,
            $"has {Text.Count(convolution.Filters, "filter")} for {Text.Of(node.InputShapes[0].Channels)} channels, fewer than the layer in front of it",
            $"Write {Text.Of(node.InputShapes[0].Channels)} filters or more, or a window of 1 where channels are to be mixed down");
    }
}
