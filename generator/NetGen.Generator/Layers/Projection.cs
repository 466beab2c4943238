using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The layer that brings a residual block's input to the shape of its output.</summary>
internal static class Projection
{
    /// <summary>A 1x1 convolution with the stride that fits, or a dense layer for vectors and sequences; without bias, as in ResNet. Null where there is none.</summary>
    public static Layer? Create(Shape from, Shape to)
    {
        if (!from.IsImage && to == from.WithChannels(to.Channels)) return new DenseLayer(to.Channels, UseBias: false);
        if (!from.IsImage || !to.IsImage) return null;
        return Stride(from.Height, to.Height) is { } height && Stride(from.Width, to.Width) is { } width
            ? new Conv2DLayer(to.Channels, 1, 1, height, width, WindowPadding.Valid, Dilation: 1, Groups: 1, UseBias: false, ConvolutionAlgorithm.Auto)
            : null;
    }

    /// <summary>The stride by which windows of one pixel turn one extent into the other: ceil(from / stride) = to.</summary>
    private static int? Stride(int from, int to)
    {
        int stride = (from + to - 1) / to;
        return (from + stride - 1) / stride == to ? stride : null;
    }
}
