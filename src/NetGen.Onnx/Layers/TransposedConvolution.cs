using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>ConvTranspose; paddings are what is cut off.</summary>
internal static class TransposedConvolution
{
    public static GraphValue Export(LayerContext layer) => layer.Give(
        layer.Graph.Add(
            "ConvTranspose",
            layer.WithWeights(layer.Read(Layout.ChannelsFirst), layer.Weight()),
            [.. Windows.Of(layer.Settings), Attributes.Of("group", layer.Settings.Integer("groups")), Attributes.Of("output_padding", layer.Settings.Integers("outputPadding"))]),
        Layout.ChannelsFirst);
}
