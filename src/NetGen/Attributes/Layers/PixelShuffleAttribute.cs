namespace NetGen;

/// <summary>
/// Makes an image larger by a whole factor r out of its channels: <c>output[y * r + i, x * r + j, c] = input[y, x, (c * r + i) * r + j]</c>. An image of
/// height x width x (channels * r * r) becomes one of (height * r) x (width * r) x channels.
/// </summary>
/// <remarks>
/// The end of a network that enlarges images: a convolution works out all pixels of a block at once, at the small size (Shi et al., Real-Time Single Image
/// and Video Super-Resolution, 2016). The order of channels is that of PyTorch's <c>PixelShuffle</c>; TensorFlow's <c>depth_to_space</c> has another.
/// No parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PixelShuffleAttribute : LayerAttribute
{
    /// <summary>Blocks of so many pixels in both directions.</summary>
    /// <param name="factor">By how much the image becomes higher and wider; positive. Its square must divide the channels of the input.</param>
    public PixelShuffleAttribute(int factor) => Factor = factor;

    /// <summary>By how much the image becomes higher and wider.</summary>
    public int Factor { get; }
}
