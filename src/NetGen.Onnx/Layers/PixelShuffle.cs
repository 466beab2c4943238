using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>DepthToSpace in the order of PyTorch.</summary>
internal static class PixelShuffle
{
    public static GraphValue Export(LayerContext layer) => layer.Give(
        layer.Graph.Add("DepthToSpace", layer.Read(Layout.ChannelsFirst), Attributes.Of("blocksize", layer.Settings.Integer("factor")), Attributes.Of("mode", "CRD")), Layout.ChannelsFirst);
}
