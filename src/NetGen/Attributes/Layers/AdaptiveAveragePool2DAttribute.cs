namespace NetGen;

/// <summary>
/// Pools an image to a given size, whatever its own: the mean of each channel in height x width bins that cover the image. Bin i of n along an axis of
/// length L goes from pixel <c>i * L / n</c>, rounded down, to <c>(i + 1) * L / n</c>, rounded up, exclusive, as in PyTorch; where n does not divide L, bins
/// overlap by a pixel.
/// </summary>
/// <remarks>Stands in front of dense layers that were trained for images of one size, such as VGG's behind 7 x 7 pixels. No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdaptiveAveragePool2DAttribute : LayerAttribute
{
    /// <summary>As many rows as columns.</summary>
    /// <param name="size">Height and width of the result; positive.</param>
    public AdaptiveAveragePool2DAttribute(int size) => (Height, Width) = (size, size);

    /// <summary>Pooling to a size.</summary>
    /// <param name="height">Rows of the result; positive.</param>
    /// <param name="width">Columns of the result; positive.</param>
    public AdaptiveAveragePool2DAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows of the result.</summary>
    public int Height { get; }

    /// <summary>Columns of the result.</summary>
    public int Width { get; }
}
