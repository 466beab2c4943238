using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>MaxPool and AveragePool; padding never wins, and does not count.</summary>
internal static class Pooling
{
    public static GraphValue Windows(LayerContext layer, string op)
        => layer.Give(layer.Graph.Add(op, [layer.Read(Layout.ChannelsFirst)], [.. Layers.Windows.WithoutDilation(layer.Settings)]), Layout.ChannelsFirst);
}
