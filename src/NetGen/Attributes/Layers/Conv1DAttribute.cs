namespace NetGen;

/// <summary>
/// A convolution over time (as everywhere in the field: a cross-correlation), of a sequence of steps x features:
/// <c>output[t, o] = bias[o] + sum over k, c of input[t * stride + k * dilation - padding, c] * weight[o, c, k]</c>.
/// </summary>
/// <remarks>
/// <para>Parameters: <c>weight</c> [filters, features / groups, kernel] and <c>bias</c> [filters], as of PyTorch's <c>nn.Conv1d</c>. Fan-in of the weights:
/// kernel x features / groups.</para>
/// <para>Sequences are [steps, features] here and in Keras, [features, steps] in PyTorch. What is flattened behind it lies step by step; a network whose dense
/// layer was trained in PyTorch writes <c>[Permute(2, 1)]</c> in front of <c>[Flatten]</c>.</para>
/// </remarks>
/// <example><code>
/// [Conv1D(32, 3, Padding = Padding.Same)]                     // as many steps as before
/// [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 8)]     // sees 17 steps, none of them later than its own
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute : LayerAttribute
{
    /// <summary>A convolution over time.</summary>
    /// <param name="filters">Output features of each step; positive, a multiple of <see cref="Groups"/>.</param>
    /// <param name="kernel">Steps that an output sees; positive.</param>
    public Conv1DAttribute(int filters, int kernel)
    {
        Filters = filters;
        Kernel = kernel;
    }

    /// <summary>Output features of each step.</summary>
    public int Filters { get; }

    /// <summary>Steps that an output sees.</summary>
    public int Kernel { get; }

    /// <summary>Time steps from one window to the next; positive.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>How the ends are treated; <see cref="NetGen.Padding.Causal"/> for outputs that see no later step.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Zero steps added at each end, instead of <see cref="Padding"/>; not both. Not negative.</summary>
    public int PaddingSize { get; set; }

    /// <summary>Time steps from one kernel tap to the next; 1 is a dense kernel, 2 leaves one step out between taps. Positive.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Into how many independent groups input and output features are split; must divide both.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a trained number per filter is added. Superfluous in front of <see cref="BatchNormAttribute"/>.</summary>
    public bool UseBias { get; set; } = true;
}
