using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>BatchNormalization by the running statistics.</summary>
internal static class BatchNorm
{
    public static GraphValue Export(LayerContext layer) => layer.GiveLike(
        layer.Graph.Add(
            "BatchNormalization",
            [layer.Read(Layout.ChannelsFirst), layer.Tensor("weight"), layer.Tensor("bias"), layer.Tensor("running_mean"), layer.Tensor("running_var")],
            Attributes.Of("epsilon", layer.Settings.Number("epsilon"))),
        Layout.ChannelsFirst);
}
