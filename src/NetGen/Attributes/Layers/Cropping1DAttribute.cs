namespace NetGen;

/// <summary>Cuts the ends of a sequence off: <c>output[t, c] = input[t + Before, c]</c>. The result has <c>steps - Before - After</c> steps; at least one must be left.</summary>
/// <remarks>No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Cropping1DAttribute : LayerAttribute
{
    /// <summary>Ends are given one by one; one that is not has none.</summary>
    public Cropping1DAttribute()
    {
    }

    /// <summary>The same at both ends.</summary>
    /// <param name="size">Steps at each end that is not given by itself; not negative.</param>
    public Cropping1DAttribute(int size) => Size = size;

    /// <summary>Steps at each end, where it is not given by itself.</summary>
    public int Size { get; }

    /// <summary>Steps cut off in front; not negative.</summary>
    public int Before { get; set; }

    /// <summary>Steps cut off behind; not negative.</summary>
    public int After { get; set; }
}
