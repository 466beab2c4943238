using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>LayerNormalization over the last axis; a flattened image in the order of files, as its parameters are.</summary>
internal static class LayerNorm
{
    public static GraphValue Export(LayerContext layer)
    {
        Layout layout = LayoutOf(layer.Input());
        string scale = layer.Has("weight") ? layer.Tensor("weight") : layer.Graph.Numbers([.. Enumerable.Repeat(1f, layer.Channels)]);
        string[] inputs = layer.Has("bias") ? [layer.Read(layout), scale, layer.Tensor("bias")] : [layer.Read(layout), scale];
        return layer.GiveLike(layer.Graph.Add("LayerNormalization", inputs, Attributes.Of("axis", -1L), Attributes.Of("epsilon", layer.Settings.Number("epsilon"))), layout);
    }

    /// <summary>In which order channels are the last axis.</summary>
    public static Layout LayoutOf(GraphValue input) => input.IsVector ? Layout.ChannelsFirst : Layout.ChannelsLast;
}
