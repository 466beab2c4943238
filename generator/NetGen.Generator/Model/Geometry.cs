namespace NetGen.Generator.Model;

/// <summary>The padding that an attribute asks for, before the input's extent is known.</summary>
/// <param name="Mode">Valid with a <paramref name="Size"/> of 0 is no padding; Same works its size out.</param>
/// <param name="Size">Pixels on each side, with <see cref="Padding.Valid"/> only.</param>
internal readonly record struct WindowPadding(Padding Mode, int Size)
{
    public static WindowPadding Valid => new(Padding.Valid, 0);

    public static WindowPadding Same => new(Padding.Same, 0);

    /// <summary>SAME, VALID, or the number of pixels.</summary>
    public override string ToString() => Mode == Padding.Same ? "SAME" : Mode == Padding.Causal ? "CAUSAL" : Size == 0 ? "VALID" : "padding " + Text.Of(Size);
}

/// <summary>
/// How windows lie along one axis: window i covers the pixels i * Stride - PaddingBefore + k * Dilation for k in 0..Kernel-1, of which
/// those outside 0..Input-1 are padding.
/// </summary>
/// <param name="PaddingAfter">What padding is asked for behind the last pixel. The last window may end before it (floor).</param>
internal readonly record struct WindowGeometry(
    int Input,
    int Kernel,
    int Stride,
    int Dilation,
    int PaddingBefore,
    int PaddingAfter,
    int Output)
{
    /// <summary>Pixels from the first to the last tap of a window.</summary>
    public int Extent => ((Kernel - 1) * Dilation) + 1;

    /// <summary>Whether each window ends at its own place, and there is one for each place.</summary>
    public bool IsCausal => Stride == 1 && PaddingAfter == 0 && PaddingBefore == Extent - 1;

    /// <summary>Pixels of the input that lie behind the last window, and so are never read.</summary>
    public int Dropped => Math.Max(0, Input + PaddingBefore - ((Output - 1) * Stride) - Extent);

    /// <summary>
    /// Valid and explicit padding: floor((input + 2 * padding - extent) / stride) + 1 windows. Same, as in TensorFlow: ceil(input / stride)
    /// windows, padded by what is lacking, the odd pixel behind. Causal: as many, padded in front alone, so that a window ends with its own pixel.
    /// </summary>
    /// <returns>Null where not one window fits.</returns>
    public static WindowGeometry? Create(int input, int kernel, int stride, int dilation, WindowPadding padding)
    {
        long extent = (((long)kernel - 1) * dilation) + 1;
        if (padding.Mode == Padding.Same)
        {
            long windows = ((long)input + stride - 1) / stride;
            long lacking = Math.Max(0, ((windows - 1) * stride) + extent - input);
            if (extent > int.MaxValue || lacking > int.MaxValue) return null;
            int before = (int)(lacking / 2);
            return new WindowGeometry(input, kernel, stride, dilation, before, (int)lacking - before, (int)windows);
        }

        if (padding.Mode == Padding.Causal)
        {
            return extent > int.MaxValue ? null : new WindowGeometry(input, kernel, stride, dilation, (int)extent - 1, 0, ((input - 1) / stride) + 1);
        }

        long room = (long)input + (2L * padding.Size) - extent;
        if (room < 0 || extent > int.MaxValue || (room / stride) + 1 > int.MaxValue) return null;
        return new WindowGeometry(input, kernel, stride, dilation, padding.Size, padding.Size, (int)(room / stride) + 1);
    }
}
