using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Sub and Mul by the data's statistics.</summary>
internal static class Standardize
{
    public static GraphValue Export(LayerContext layer)
    {
        Layout layout = layer.Input().First;
        string centered = layer.Graph.Add("Sub", [layer.Read(layout), layer.PerChannel(layer.Parameter("mean"), layout)]);
        return layer.GiveLike(layer.Graph.Add("Mul", [centered, layer.PerChannel(layer.Parameter("scale"), layout)]), layout);
    }
}
