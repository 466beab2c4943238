using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Mul by a factor for each channel, or for all.</summary>
internal static class Scale
{
    public static GraphValue Export(LayerContext layer)
    {
        Layout layout = layer.Input().First;
        return layer.GiveLike(layer.Graph.Add("Mul", [layer.Read(layout), layer.PerChannel(layer.Parameter("weight"), layout)]), layout);
    }
}
