using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Resize: to blocks of equal values, or on straight lines between the centres of pixels.</summary>
internal static class UpSampling
{
    public static GraphValue Export(LayerContext layer)
    {
        float[] scales = [1, 1, .. layer.Settings.Integers("factor").Select(factor => (float)factor)];
        bool isNearest = layer.Settings.Word("interpolation") == "Nearest";
        AttributeProto[] attributes = isNearest
            ? [Attributes.Of("mode", "nearest"), Attributes.Of("coordinate_transformation_mode", "asymmetric"), Attributes.Of("nearest_mode", "floor")]
            : [Attributes.Of("mode", "linear"), Attributes.Of("coordinate_transformation_mode", "half_pixel")];
        return layer.Give(layer.Graph.Add("Resize", [layer.Read(Layout.ChannelsFirst), string.Empty, layer.Graph.Numbers(scales)], attributes), Layout.ChannelsFirst);
    }
}
