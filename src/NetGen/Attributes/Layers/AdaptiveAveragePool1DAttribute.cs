namespace NetGen;

/// <summary>
/// Pools a sequence to a given number of steps, whatever its own: the mean of each feature in bins that cover the sequence. Bin i of n of a sequence of length
/// L goes from step <c>i * L / n</c>, rounded down, to <c>(i + 1) * L / n</c>, rounded up, exclusive, as in PyTorch; where n does not divide L, bins overlap
/// by a step.
/// </summary>
/// <remarks>No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdaptiveAveragePool1DAttribute : LayerAttribute
{
    /// <summary>Pooling to a number of steps.</summary>
    /// <param name="size">Steps of the result; positive.</param>
    public AdaptiveAveragePool1DAttribute(int size) => Size = size;

    /// <summary>Steps of the result.</summary>
    public int Size { get; }
}
