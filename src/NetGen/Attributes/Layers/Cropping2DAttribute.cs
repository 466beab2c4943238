namespace NetGen;

/// <summary>
/// Cuts the border of an image off: <c>output[y, x, c] = input[y + Top, x + Left, c]</c>. The result has <c>height - Top - Bottom</c> rows of
/// <c>width - Left - Right</c> pixels; at least one of each must be left.
/// </summary>
/// <remarks>
/// Brings an image to the size of another one that it is joined with, as the skip connections of a U-Net without padding. Pixels that are cut off get no
/// gradient from here. No parameters.
/// </remarks>
/// <example><code>
/// [Cropping2D(1)]                 // one pixel on each of the four sides
/// [Cropping2D(2, 3)]              // two rows above and below, three columns left and right
/// [Cropping2D(Top = 4)]           // each side by itself
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Cropping2DAttribute : LayerAttribute
{
    /// <summary>Sides are given one by one; one that is not stays.</summary>
    public Cropping2DAttribute()
    {
    }

    /// <summary>The same on each side.</summary>
    /// <param name="size">Pixels on each of the four sides that is not given by itself; not negative.</param>
    public Cropping2DAttribute(int size) => (Rows, Columns) = (size, size);

    /// <summary>The same above and below, and the same left and right.</summary>
    /// <param name="rows">Rows above and below; not negative.</param>
    /// <param name="columns">Columns left and right; not negative.</param>
    public Cropping2DAttribute(int rows, int columns) => (Rows, Columns) = (rows, columns);

    /// <summary>Rows above and below, where these are not given by themselves.</summary>
    public int Rows { get; }

    /// <summary>Columns left and right, where these are not given by themselves.</summary>
    public int Columns { get; }

    /// <summary>Rows cut off at the top; not negative.</summary>
    public int Top { get; set; }

    /// <summary>Rows cut off at the bottom; not negative.</summary>
    public int Bottom { get; set; }

    /// <summary>Columns cut off at the left; not negative.</summary>
    public int Left { get; set; }

    /// <summary>Columns cut off at the right; not negative.</summary>
    public int Right { get; set; }
}
