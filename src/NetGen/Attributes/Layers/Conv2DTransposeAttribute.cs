namespace NetGen;

/// <summary>
/// A two-dimensional transposed convolution, which makes images larger: every pixel of the input adds its channels, by weights, to a window of the output.
/// <c>output[y * stride + ky * dilation - padding, x * stride + kx * dilation - padding, o] += input[y, x, c] * weight[c, o, ky, kx]</c>, beginning with
/// <c>bias[o]</c>.
/// </summary>
/// <remarks>
/// <para>It is the way back of a <see cref="Conv2DAttribute"/> with the same settings: what that makes of a large image, this makes large again. The output has
/// <c>(input - 1) * stride - 2 * PaddingSize + (kernel - 1) * dilation + 1 + OutputPadding</c> rows and columns, as in PyTorch's ConvTranspose2d, or with
/// <see cref="NetGen.Padding.Same"/> <c>input * stride</c>, as in Keras. (Keras' "valid" differs where the kernel is smaller than the stride.)</para>
/// <para>Where the stride does not divide the kernel, neighbouring outputs sum different numbers of inputs, which shows as a checkerboard: prefer kernel 4 with
/// stride 2, or <see cref="UpSampling2DAttribute"/> and a convolution.</para>
/// <para>Parameters: <c>weight</c> [input channels, filters / groups, kernel height, kernel width] and <c>bias</c> [filters]. Fan-in of the weights: the inputs
/// that an output sums in the mean, kernel height x kernel width x channels / (groups x stride x stride); fan-out: kernel height x kernel width x filters /
/// groups.</para>
/// </remarks>
/// <example><code>
/// [Conv2DTranspose(64, 4, Stride = 2, PaddingSize = 1)]                       // twice as large; PyTorch's usual form
/// [Conv2DTranspose(64, 3, Stride = 2, PaddingSize = 1, OutputPadding = 1)]    // twice as large
/// [Conv2DTranspose(64, 5, Stride = 2, Padding = Padding.Same)]                // twice as large; Keras' usual form
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DTransposeAttribute : LayerAttribute
{
    /// <summary>A transposed convolution with a square kernel.</summary>
    /// <param name="filters">Output channels; positive, a multiple of <see cref="Groups"/>.</param>
    /// <param name="kernel">Kernel height and width in pixels; positive.</param>
    public Conv2DTransposeAttribute(int filters, int kernel)
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

    /// <summary>Pixels of the output from the window of one input pixel to that of the next, in both directions; positive.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Stride from row to row, where it differs from the columns'.</summary>
    public int StrideHeight { get; set; }

    /// <summary>Stride from column to column, where it differs from the rows'.</summary>
    public int StrideWidth { get; set; }

    /// <summary>How large the output is: all that windows reach, or with <see cref="NetGen.Padding.Same"/> the input times the stride.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Pixels cut off on each of the four sides of the output, instead of <see cref="Padding"/>; not both. Not negative, and less than the window.</summary>
    public int PaddingSize { get; set; }

    /// <summary>
    /// Rows and columns added at the bottom and the right of the output; not negative, and less than the stride or the dilation. It tells apart the sizes that a
    /// strided convolution would have made the same. Not with <see cref="NetGen.Padding.Same"/>.
    /// </summary>
    public int OutputPadding { get; set; }

    /// <summary>Rows added at the bottom, where they differ from the columns.</summary>
    public int OutputPaddingHeight { get; set; }

    /// <summary>Columns added at the right, where they differ from the rows.</summary>
    public int OutputPaddingWidth { get; set; }

    /// <summary>Pixels from one kernel tap to the next; 1 is a dense kernel. Positive.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Into how many independent groups input and output channels are split; must divide both.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a trained number per filter is added. Superfluous in front of <see cref="BatchNormAttribute"/>.</summary>
    public bool UseBias { get; set; } = true;
}
