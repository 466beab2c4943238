namespace NetGen;

/// <summary>Makes a sequence longer by a whole factor: each step is repeated, <c>output[t, c] = input[t / size, c]</c>, rounded down.</summary>
/// <remarks>In front of a convolution it takes the place of a transposed one. No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UpSampling1DAttribute : LayerAttribute
{
    /// <summary>A longer sequence.</summary>
    /// <param name="size">How often each step is repeated; positive.</param>
    public UpSampling1DAttribute(int size) => Size = size;

    /// <summary>How often each step is repeated.</summary>
    public int Size { get; }
}
