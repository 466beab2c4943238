namespace NetGen;

/// <summary>
/// A transposed convolution over time, which makes sequences longer: every step of the input adds its features, by weights, to a window of the output.
/// <c>output[t * stride + k * dilation - padding, o] += input[t, c] * weight[c, o, k]</c>, beginning with <c>bias[o]</c>.
/// </summary>
/// <remarks>
/// The output has <c>(input - 1) * stride - 2 * PaddingSize + (kernel - 1) * dilation + 1 + OutputPadding</c> steps, as in PyTorch's
/// <c>nn.ConvTranspose1d</c>, or with <see cref="NetGen.Padding.Same"/> <c>input * stride</c>, as in Keras. Parameters: <c>weight</c>
/// [input features, filters / groups, kernel] and <c>bias</c> [filters]. Of fans and of checkerboards see <see cref="Conv2DTransposeAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DTransposeAttribute : LayerAttribute
{
    /// <summary>A transposed convolution over time.</summary>
    /// <param name="filters">Output features of each step; positive, a multiple of <see cref="Groups"/>.</param>
    /// <param name="kernel">Steps of the output that one of the input reaches; positive.</param>
    public Conv1DTransposeAttribute(int filters, int kernel)
    {
        Filters = filters;
        Kernel = kernel;
    }

    /// <summary>Output features of each step.</summary>
    public int Filters { get; }

    /// <summary>Steps of the output that one of the input reaches.</summary>
    public int Kernel { get; }

    /// <summary>Steps of the output from the window of one input step to that of the next; positive.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>How long the output is: all that windows reach, or with <see cref="NetGen.Padding.Same"/> the input times the stride.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Steps cut off at each end of the output, instead of <see cref="Padding"/>; not both. Not negative, and less than the window.</summary>
    public int PaddingSize { get; set; }

    /// <summary>Steps added at the end of the output; not negative, and less than the stride or the dilation. Not with <see cref="NetGen.Padding.Same"/>.</summary>
    public int OutputPadding { get; set; }

    /// <summary>Time steps from one kernel tap to the next; 1 is a dense kernel. Positive.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Into how many independent groups input and output features are split; must divide both.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a trained number per filter is added. Superfluous in front of <see cref="BatchNormAttribute"/>.</summary>
    public bool UseBias { get; set; } = true;
}
