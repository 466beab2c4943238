namespace NetGen;

/// <summary>Puts zero steps in front of a sequence and behind it: <c>output[t, c] = input[t - Before, c]</c> inside, 0 outside. The result has <c>steps + Before + After</c> steps.</summary>
/// <remarks>A convolution pads by itself, and faster. No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ZeroPadding1DAttribute : LayerAttribute
{
    /// <summary>Ends are given one by one; one that is not has none.</summary>
    public ZeroPadding1DAttribute()
    {
    }

    /// <summary>The same at both ends.</summary>
    /// <param name="size">Steps at each end that is not given by itself; not negative.</param>
    public ZeroPadding1DAttribute(int size) => Size = size;

    /// <summary>Steps at each end, where it is not given by itself.</summary>
    public int Size { get; }

    /// <summary>Steps added in front; not negative.</summary>
    public int Before { get; set; }

    /// <summary>Steps added behind; not negative.</summary>
    public int After { get; set; }
}
