namespace NetGen;

/// <summary>
/// A depthwise convolution: each channel is convolved by itself, with <see cref="Multiplier"/> filters of its own. A <see cref="Conv2DAttribute"/> of
/// <c>Multiplier</c> times as many filters as its input has channels, in as many groups as channels. With a <c>[Conv2D(filters, 1)]</c> behind it, it is a
/// separable convolution.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [channels x multiplier, 1, kernel height, kernel width] and <c>bias</c> [channels x multiplier], as of PyTorch's
/// <c>nn.Conv2d</c> with <c>groups=channels</c>; filters of one channel are neighbours. Fan-in of the weights: kernel height x kernel width; fan-out:
/// as much times the multiplier.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DepthwiseConv2DAttribute : LayerAttribute
{
    /// <summary>A depthwise convolution with a square kernel.</summary>
    /// <param name="kernel">Kernel height and width in pixels; positive.</param>
    public DepthwiseConv2DAttribute(int kernel) => Kernel = kernel;

    /// <summary>Kernel height and width.</summary>
    public int Kernel { get; }

    /// <summary>Filters of each channel; positive.</summary>
    public int Multiplier { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.KernelHeight"/>
    public int KernelHeight { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.KernelWidth"/>
    public int KernelWidth { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.Stride"/>
    public int Stride { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.StrideHeight"/>
    public int StrideHeight { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.StrideWidth"/>
    public int StrideWidth { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.Padding"/>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <inheritdoc cref="Conv2DAttribute.PaddingSize"/>
    public int PaddingSize { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.Dilation"/>
    public int Dilation { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.UseBias"/>
    public bool UseBias { get; set; } = true;
}
