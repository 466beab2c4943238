namespace NetGen;

/// <summary>
/// A depthwise convolution over time: each feature is convolved by itself, with <see cref="Multiplier"/> filters of its own. A
/// <see cref="Conv1DAttribute"/> of <c>Multiplier</c> times as many filters as its input has features, in as many groups as features.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [features x multiplier, 1, kernel] and <c>bias</c> [features x multiplier], as of PyTorch's <c>nn.Conv1d</c> with
/// <c>groups=features</c>; filters of one feature are neighbours. Fan-in of the weights: kernel; fan-out: kernel x multiplier.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DepthwiseConv1DAttribute : LayerAttribute
{
    /// <summary>A depthwise convolution over time.</summary>
    /// <param name="kernel">Steps that an output sees; positive.</param>
    public DepthwiseConv1DAttribute(int kernel) => Kernel = kernel;

    /// <summary>Steps that an output sees.</summary>
    public int Kernel { get; }

    /// <summary>Filters of each feature; positive.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>Time steps from one window to the next; positive.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>How the ends are treated; <see cref="NetGen.Padding.Causal"/> for outputs that see no later step.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Zero steps added at each end, instead of <see cref="Padding"/>; not both. Not negative.</summary>
    public int PaddingSize { get; set; }

    /// <summary>Time steps from one kernel tap to the next; 1 is a dense kernel, 2 leaves one step out between taps. Positive.</summary>
    public int Dilation { get; set; } = 1;

    /// <inheritdoc cref="Conv1DAttribute.UseBias"/>
    public bool UseBias { get; set; } = true;
}
