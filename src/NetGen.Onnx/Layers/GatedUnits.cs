using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>The first half of the channels times a function of the second.</summary>
internal static class GatedUnits
{
    public static GraphValue Export(LayerContext layer)
    {
        // A flattened image is halved as the image was, by channels: in the order of files these are the vector's halves.
        Layout layout = layer.Input().First;
        int half = layer.Channels / 2;
        string[] halves = Slices.Split(layer.Graph, layer.Read(layout), layer.Input().ChannelAxis(layout), half, half);
        string gate = Activations.Find(layer.Settings.Word("gate"))!(layer)(halves[1]);
        return layer.Give(layer.Graph.Add("Mul", [halves[0], gate]), layout, layer.Input().Image is [int height, int width, int channels] ? [height, width, channels / 2] : null);
    }
}
