namespace NetGen;

/// <summary>Keeps the largest value of each window, channel by channel. Padding pixels never win.</summary>
/// <remarks>
/// A window that does not fit any more at the bottom or the right is left out (floor), unless <see cref="Padding"/> is
/// <see cref="NetGen.Padding.Same"/>. No parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPool2DAttribute : LayerAttribute
{
    /// <summary>Pooling with a square window.</summary>
    /// <param name="size">Window height and width in pixels, and the stride unless <see cref="Stride"/> is given; positive.</param>
    public MaxPool2DAttribute(int size) => Size = size;

    /// <summary>Window height and width.</summary>
    public int Size { get; }

    /// <summary>Window height, where it differs from the width.</summary>
    public int WindowHeight { get; set; }

    /// <summary>Window width, where it differs from the height.</summary>
    public int WindowWidth { get; set; }

    /// <summary>Pixels from one window to the next, in both directions; positive. Default: the window, so that windows neither overlap nor leave gaps.</summary>
    public int Stride { get; set; }

    /// <summary>Stride from row to row, where it differs from the columns'.</summary>
    public int StrideHeight { get; set; }

    /// <summary>Stride from column to column, where it differs from the rows'.</summary>
    public int StrideWidth { get; set; }

    /// <summary>How the border is treated.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>Pixels added on each of the four sides, instead of <see cref="Padding"/>; not both. At most half the window.</summary>
    public int PaddingSize { get; set; }
}
