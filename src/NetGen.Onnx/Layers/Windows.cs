using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>How windows lie, with paddings in numbers.</summary>
internal static class Windows
{
    public static IEnumerable<AttributeProto> Of(LayerSettings settings) => [.. WithoutDilation(settings), Attributes.Of("dilations", settings.Integers("dilation"))];

    /// <summary>Pooling has none, and some of its operators do not know the word.</summary>
    public static IEnumerable<AttributeProto> WithoutDilation(LayerSettings settings) =>
    [
        Attributes.Of("kernel_shape", settings.Integers("kernel")),
        Attributes.Of("strides", settings.Integers("stride")),
        Attributes.Of("pads", settings.Integers("padding")),
    ];
}
