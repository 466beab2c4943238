namespace NetGen;

/// <summary>
/// A separable convolution over time: each feature is convolved by itself, then every step's features are mixed (Keras' <c>SeparableConv1D</c>). It stands
/// for two layers, <c>[DepthwiseConv1D(kernel, UseBias = false)]</c> and <c>[Conv1D(filters, 1)]</c>.
/// </summary>
/// <remarks>
/// Parameters: <c>depthwise.weight</c> [features x multiplier, 1, kernel], <c>pointwise.weight</c> [filters, features x multiplier, 1] and
/// <c>pointwise.bias</c> [filters]. An initialiser below is meant for the pointwise convolution, as with <see cref="SeparableConv2DAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SeparableConv1DAttribute : LayerAttribute
{
    /// <summary>A separable convolution over time.</summary>
    /// <param name="filters">Output features of each step; positive.</param>
    /// <param name="kernel">Steps that an output sees; positive.</param>
    public SeparableConv1DAttribute(int filters, int kernel)
    {
        Filters = filters;
        Kernel = kernel;
    }

    /// <summary>Output features of each step.</summary>
    public int Filters { get; }

    /// <summary>Steps that an output sees.</summary>
    public int Kernel { get; }

    /// <summary>Filters of each feature in the depthwise convolution; positive.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>Time steps from one window to the next; positive.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>How the ends are treated; <see cref="NetGen.Padding.Causal"/> for outputs that see no later step.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Zero steps added at each end, instead of <see cref="Padding"/>; not both. Not negative.</summary>
    public int PaddingSize { get; set; }

    /// <summary>Time steps from one kernel tap to the next; 1 is a dense kernel, 2 leaves one step out between taps. Positive.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether the pointwise convolution has a bias; the depthwise one has none.</summary>
    public bool UseBias { get; set; } = true;
}
