namespace NetGen.Kernels.Tests.Reference;

/// <summary>How a kernel or a pooling window moves along one axis.</summary>
/// <param name="Size">Taps.</param>
/// <param name="Stride">Step between two outputs.</param>
/// <param name="Before">Padding before the first element.</param>
/// <param name="After">Padding behind the last element.</param>
/// <param name="Dilation">Distance between two taps.</param>
internal readonly record struct Window(int Size, int Stride = 1, int Before = 0, int After = 0, int Dilation = 1)
{
    /// <summary>TensorFlow's SAME: ceil(extent / stride) outputs, an odd padding element goes to the end.</summary>
    public static Window Same(int extent, int size, int stride = 1, int dilation = 1)
    {
        int outputs = (extent + stride - 1) / stride;
        int padding = Math.Max(0, ((outputs - 1) * stride) + ((size - 1) * dilation) + 1 - extent);
        return new Window(size, stride, padding / 2, padding - (padding / 2), dilation);
    }

    /// <summary>Number of outputs along an axis of <paramref name="extent"/> elements: rounded down.</summary>
    public int Outputs(int extent)
    {
        int free = extent + Before + After - (((Size - 1) * Dilation) + 1);
        return free < 0 ? 0 : (free / Stride) + 1;
    }

    /// <summary>The input element under a tap; it may lie in the padding.</summary>
    public int Input(int output, int tap) => (output * Stride) + (tap * Dilation) - Before;
}
