namespace NetGen;

/// <summary>
/// Puts zeros around an image: <c>output[y, x, c] = input[y - Top, x - Left, c]</c> inside, 0 outside. The result has
/// <c>height + Top + Bottom</c> rows of <c>width + Left + Right</c> pixels.
/// </summary>
/// <remarks>
/// A convolution pads by itself, and faster: its <c>Padding</c> and <c>PaddingSize</c> cost no memory and no work. This layer is for padding that is not
/// the same on all sides, as in front of strided convolutions of networks from Keras (<c>Bottom = 1, Right = 1</c>). No parameters.
/// </remarks>
/// <example><code>
/// [ZeroPadding2D(1)]                        // one pixel on each of the four sides
/// [ZeroPadding2D(2, 3)]                     // two rows above and below, three columns left and right
/// [ZeroPadding2D(Bottom = 1, Right = 1)]    // each side by itself
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ZeroPadding2DAttribute : LayerAttribute
{
    /// <summary>Sides are given one by one; one that is not has no padding.</summary>
    public ZeroPadding2DAttribute()
    {
    }

    /// <summary>The same on each side.</summary>
    /// <param name="size">Pixels on each of the four sides that is not given by itself; not negative.</param>
    public ZeroPadding2DAttribute(int size) => (Rows, Columns) = (size, size);

    /// <summary>The same above and below, and the same left and right.</summary>
    /// <param name="rows">Rows above and below; not negative.</param>
    /// <param name="columns">Columns left and right; not negative.</param>
    public ZeroPadding2DAttribute(int rows, int columns) => (Rows, Columns) = (rows, columns);

    /// <summary>Rows above and below, where these are not given by themselves.</summary>
    public int Rows { get; }

    /// <summary>Columns left and right, where these are not given by themselves.</summary>
    public int Columns { get; }

    /// <summary>Rows of zeros above the image; not negative.</summary>
    public int Top { get; set; }

    /// <summary>Rows of zeros below the image; not negative.</summary>
    public int Bottom { get; set; }

    /// <summary>Columns of zeros left of the image; not negative.</summary>
    public int Left { get; set; }

    /// <summary>Columns of zeros right of the image; not negative.</summary>
    public int Right { get; set; }
}
