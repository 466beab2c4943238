namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// Where a file has what belongs to a value of a vector. PyTorch flattens an image channel by channel, here it lies pixel by pixel: the
/// parameters of a layer behind a flattened image are in PyTorch's order.
/// </summary>
/// <param name="Height">Of the image that was flattened; 1 for a vector that was none.</param>
/// <param name="Width">Of the image that was flattened; 1 for a vector that was none.</param>
internal readonly record struct FileOrder(int Height, int Width)
{
    /// <summary>A vector that was no image: both orders are the same.</summary>
    public static FileOrder Same { get; } = new(1, 1);

    /// <summary>The place in a file of the value at <paramref name="index"/> of <paramref name="size"/>.</summary>
    public int Of(int index, int size)
    {
        // index = (y * width + x) * channels + c; in the file (c * height + y) * width + x
        int pixels = Height * Width;
        int channels = size / pixels;
        return (index % channels * pixels) + (index / channels);
    }
}
