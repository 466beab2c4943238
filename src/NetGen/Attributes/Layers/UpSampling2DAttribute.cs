namespace NetGen;

/// <summary>
/// Makes an image larger by a whole factor: each pixel becomes a block of equal pixels, <c>output[y, x, c] = input[y / size, x / size, c]</c>, rounded down
/// (nearest neighbour), or with <see cref="Interpolation"/> the new pixels lie on straight lines between the old ones.
/// </summary>
/// <remarks>
/// In front of a convolution it takes the place of a transposed one, without the checkerboards that those leave where the stride does not divide the kernel
/// (Odena et al., Deconvolution and Checkerboard Artifacts, 2016). No parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UpSampling2DAttribute : LayerAttribute
{
    /// <summary>The same factor for rows and columns.</summary>
    /// <param name="size">By how much the image becomes higher and wider; positive.</param>
    public UpSampling2DAttribute(int size) => Size = size;

    /// <summary>By how much the image becomes higher and wider.</summary>
    public int Size { get; }

    /// <summary>Where the new pixels come from.</summary>
    public Interpolation Interpolation { get; set; } = Interpolation.Nearest;

    /// <summary>By how much it becomes higher, where that differs from the width.</summary>
    public int SizeHeight { get; set; }

    /// <summary>By how much it becomes wider, where that differs from the height.</summary>
    public int SizeWidth { get; set; }
}
