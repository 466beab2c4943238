namespace NetGen;

/// <summary>Keeps the mean of each window of time steps, feature by feature. Padding steps are not counted: the divisor is the number of steps inside the sequence.</summary>
/// <remarks>
/// A window that does not fit any more at the end is left out (floor), unless <see cref="Padding"/> is <see cref="NetGen.Padding.Same"/>. No parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePool1DAttribute : LayerAttribute
{
    /// <summary>Pooling over time.</summary>
    /// <param name="size">Steps of a window, and the stride unless <see cref="Stride"/> is given; positive.</param>
    public AveragePool1DAttribute(int size) => Size = size;

    /// <summary>Steps of a window.</summary>
    public int Size { get; }

    /// <summary>Steps from one window to the next; positive. Default: the window, so that windows neither overlap nor leave gaps.</summary>
    public int Stride { get; set; }

    /// <summary>How the ends are treated; not <see cref="NetGen.Padding.Causal"/>.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Steps added at each end, instead of <see cref="Padding"/>; not both. At most half the window.</summary>
    public int PaddingSize { get; set; }
}
