using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of each channel by itself, and one of single positions that mixes the channels.</summary>
internal static class SeparableConv2D
{
    public static EquatableArray<LayerPart> FromAttribute(WindowSpace space, AttributeArguments arguments)
    {
        int filters = arguments.Positive("filters");
        if (DepthwiseConv2DLayer.Read(space, arguments, useBias: false) is not { } depthwise) return default;
        return EquatableArray.Of(
            new LayerPart("depthwise", depthwise), new LayerPart("pointwise", Conv2DLayer.OfPositions(space, filters, arguments.Flag("UseBias", true))));
    }
}
