using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>A table, trained or of sines and cosines, that is added to the steps.</summary>
internal static class Positions
{
    public static GraphValue Export(LayerContext layer, string table)
        => layer.GiveLike(layer.Graph.Add("Add", [layer.Read(Layout.ChannelsLast), layer.Tensor(table)]), Layout.ChannelsLast);
}
