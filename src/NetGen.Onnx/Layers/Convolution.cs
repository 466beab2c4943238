using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Conv, over images and sequences; depthwise is a group for each channel. Kernels lie in files as ONNX wants them.</summary>
internal static class Convolution
{
    public static GraphValue Export(LayerContext layer)
        => layer.Give(layer.Graph.Add("Conv", layer.WithWeights(layer.Read(Layout.ChannelsFirst), layer.Weight()), [.. Windows.Of(layer.Settings), Attributes.Of("group", layer.Settings.Integer("groups"))]), Layout.ChannelsFirst);
}
