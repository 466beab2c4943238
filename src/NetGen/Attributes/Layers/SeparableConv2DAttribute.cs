namespace NetGen;

/// <summary>
/// A separable convolution: each channel is convolved by itself, then a convolution of single pixels mixes the channels (Keras'
/// <c>SeparableConv2D</c>). It stands for two layers, <c>[DepthwiseConv2D(kernel, UseBias = false)]</c> and <c>[Conv2D(filters, 1)]</c>, and costs
/// about kernel height x kernel width times fewer multiplications than a <see cref="Conv2DAttribute"/> of as many filters.
/// </summary>
/// <remarks>
/// Parameters: <c>depthwise.weight</c> [channels x multiplier, 1, kernel height, kernel width], <c>pointwise.weight</c>
/// [filters, channels x multiplier, 1, 1] and <c>pointwise.bias</c> [filters]. An initialiser below is meant for the pointwise convolution, which
/// stands in front of the activation; the depthwise one keeps the variance of its input. Its parts can be read by name: <c>separable1.depthwise</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SeparableConv2DAttribute : LayerAttribute
{
    /// <summary>A separable convolution with a square kernel.</summary>
    /// <param name="filters">Output channels; positive.</param>
    /// <param name="kernel">Kernel height and width in pixels; positive.</param>
    public SeparableConv2DAttribute(int filters, int kernel)
    {
        Filters = filters;
        Kernel = kernel;
    }

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Kernel height and width.</summary>
    public int Kernel { get; }

    /// <summary>Filters of each channel in the depthwise convolution; positive.</summary>
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

    /// <summary>Whether the pointwise convolution has a bias; the depthwise one has none.</summary>
    public bool UseBias { get; set; } = true;
}
