using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Flatten, Reshape and Permute.</summary>
internal static class Shapes
{
    /// <summary>An image becomes a vector in the order of files, channels first, which is what weights behind it are in. A sequence has one order, step by step.</summary>
    public static GraphValue Flatten(LayerContext layer)
    {
        GraphValue input = layer.Input();
        if (input.IsVector) return input;
        if (!input.IsImage || input.Shape[0] * input.Shape[1] == 1) return layer.Give(Fold(layer, layer.Read(Layout.ChannelsLast)), Layout.ChannelsLast);
        return GraphValue.Of(Fold(layer, layer.Read(Layout.ChannelsFirst)), Layout.ChannelsFirst, layer.OutputShape, input.Shape);
    }

    /// <summary>Values keep their places in the network's own order, channels last.</summary>
    public static GraphValue Reshape(LayerContext layer) => layer.OutputShape.Count == 1
        ? Flatten(layer)
        : layer.Give(Slices.Reshape(layer.Graph, layer.Read(Layout.ChannelsLast), [0, .. layer.OutputShape]), Layout.ChannelsLast);

    public static GraphValue Permute(LayerContext layer) => layer.Input().IsVector
        ? layer.Input()
        : layer.Give(layer.Graph.Add("Transpose", layer.Read(Layout.ChannelsLast), Attributes.Of("perm", [0, .. layer.Settings.Integers("axes")])), Layout.ChannelsLast);

    private static string Fold(LayerContext layer, string tensor) => layer.Graph.Add("Flatten", tensor, Attributes.Of("axis", 1L));
}
