using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Gather of a table's rows by int32 indices.</summary>
internal static class Embedding
{
    public static GraphValue Export(LayerContext layer) => layer.Give(layer.Graph.Add("Gather", [layer.Tensor("weight"), layer.Read(Layout.ChannelsLast)]), Layout.ChannelsLast);
}
