using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Softmax and LogSoftmax over the channels of each position.</summary>
internal static class Softmax
{
    public static GraphValue Export(LayerContext layer, string op)
        => layer.Map(tensor => layer.Graph.Add(op, tensor, Attributes.Of("axis", layer.Input().ChannelAxis(layer.Input().First))));
}
