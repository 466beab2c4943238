using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>The products of two branches' channels, added up; of a cosine over both lengths.</summary>
internal static class Dot
{
    /// <summary>No length is taken as less.</summary>
    private const double ShortestLength = 1e-8;

    public static GraphValue Export(LayerContext layer)
    {
        Layout layout = layer.Input().First;
        int axis = layer.Input().ChannelAxis(layout);
        (string left, string right) = (layer.Read(layout), layer.Read(layout, 1));
        string product = Sum(left, right);
        if (layer.Settings.Flag("normalize")) product = layer.Graph.Add("Div", [layer.Graph.Add("Div", [product, Length(left)]), Length(right)]);
        return layer.Give(product, layer.Input().IsVector ? Layout.ChannelsLast : layout);

        string Sum(string first, string second) => Reduction.Sum(layer.Graph, layer.Graph.Add("Mul", [first, second]), keeps: true, axis);

        string Length(string tensor) => layer.Graph.Add("Max", [layer.Graph.Add("Sqrt", Sum(tensor, tensor)), layer.Graph.Scalar(ShortestLength)]);
    }
}
