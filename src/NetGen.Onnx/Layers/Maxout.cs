using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>The largest of each few channels that stand side by side.</summary>
internal static class Maxout
{
    public static GraphValue Export(LayerContext layer)
    {
        int count = layer.Settings.Integer("pieces");
        if (layer.Input().Image is [int height, int width, int channels])
        {
            // The channels of the image that was flattened; in the order of files its pixels come behind them.
            string apart = Slices.Reshape(layer.Graph, layer.Read(Layout.ChannelsFirst), 0, channels / count, count, height * width);
            string largest = Reduction.Maximum(layer.Graph, apart, keeps: false, 2);
            return layer.Give(Slices.Reshape(layer.Graph, largest, 0, layer.OutputShape[0]), Layout.ChannelsFirst, [height, width, channels / count]);
        }

        string pieces = Slices.Reshape(layer.Graph, layer.Read(Layout.ChannelsLast), [0, .. layer.OutputShape, count]);
        return layer.Give(Reduction.Maximum(layer.Graph, pieces, keeps: false, -1), Layout.ChannelsLast);
    }
}
