namespace NetGen;

/// <summary>
/// A two-dimensional convolution (as everywhere in the field: a cross-correlation) over an input of height x width x channels:
/// <c>output[y, x, o] = bias[o] + sum over ky, kx, c of input[y * stride + ky * dilation - padding, ...] * weight[o, c, ky, kx]</c>.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [filters, channels / groups, kernel height, kernel width] and <c>bias</c> [filters]. Fan-in of the weights:
/// kernel height x kernel width x channels / groups.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute : LayerAttribute
{
    /// <summary>A convolution with a square kernel.</summary>
    /// <param name="filters">Output channels; positive, a multiple of <see cref="Groups"/>.</param>
    /// <param name="kernel">Kernel height and width in pixels; positive.</param>
    public Conv2DAttribute(int filters, int kernel)
    {
        Filters = filters;
        Kernel = kernel;
    }

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Kernel height and width.</summary>
    public int Kernel { get; }

    /// <summary>Kernel height, where it differs from the width.</summary>
    public int KernelHeight { get; set; }

    /// <summary>Kernel width, where it differs from the height.</summary>
    public int KernelWidth { get; set; }

    /// <summary>Pixels from one window to the next, in both directions; positive.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Stride from row to row, where it differs from the columns'.</summary>
    public int StrideHeight { get; set; }

    /// <summary>Stride from column to column, where it differs from the rows'.</summary>
    public int StrideWidth { get; set; }

    /// <summary>How the border is treated.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Zero pixels added on each of the four sides, instead of <see cref="Padding"/>; not both. Not negative.</summary>
    public int PaddingSize { get; set; }

    /// <summary>Pixels from one kernel tap to the next; 1 is a dense kernel, 2 leaves one pixel out between taps. Positive.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// Into how many independent groups input and output channels are split; must divide both. As many groups as channels is a depthwise
    /// convolution.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a trained number per filter is added. Superfluous in front of <see cref="BatchNormAttribute"/>.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How it is computed: a matter of speed and rounding alone.</summary>
    public ConvolutionAlgorithm Algorithm { get; set; } = ConvolutionAlgorithm.Auto;
}
