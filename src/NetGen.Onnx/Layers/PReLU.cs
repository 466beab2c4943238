using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>PRelu with a slope for each channel, or for all.</summary>
internal static class PReLU
{
    public static GraphValue Export(LayerContext layer)
    {
        Layout layout = layer.Input().First;
        return layer.GiveLike(layer.Graph.Add("PRelu", [layer.Read(layout), layer.PerChannel(layer.Parameter("weight"), layout)]), layout);
    }
}
