using System.Globalization;

using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Kernel or pooling window as an attribute states it, and as the reference understands it.</summary>
/// <param name="Height">Rows of the window.</param>
/// <param name="Width">Columns of the window.</param>
internal sealed record WindowSettings(int Height, int Width)
{
    public WindowSettings(int size)
        : this(size, size)
    {
    }

    /// <summary>From row to row; 0 is the attribute's default.</summary>
    public int StrideHeight { get; init; }

    /// <summary>From column to column; 0 is the attribute's default.</summary>
    public int StrideWidth { get; init; }

    public int Stride
    {
        init => (StrideHeight, StrideWidth) = (value, value);
    }

    public int Dilation { get; init; } = 1;

    /// <summary>TensorFlow's SAME.</summary>
    public bool Same { get; init; }

    /// <summary>Padding on all four sides.</summary>
    public int PaddingSize { get; init; }

    /// <summary>A convolution's algorithm, by its name; empty for the default.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>The windows along rows and columns; the default stride of pooling is the window, of a convolution 1.</summary>
    public (Window Rows, Window Columns) ToReference(int[] inputShape, bool isPooling)
    {
        int strideHeight = StrideHeight > 0 ? StrideHeight : isPooling ? Height : 1;
        int strideWidth = StrideWidth > 0 ? StrideWidth : isPooling ? Width : 1;
        return Same
            ? (Window.Same(inputShape[0], Height, strideHeight, Dilation), Window.Same(inputShape[1], Width, strideWidth, Dilation))
            : (new Window(Height, strideHeight, PaddingSize, PaddingSize, Dilation), new Window(Width, strideWidth, PaddingSize, PaddingSize, Dilation));
    }

    /// <summary>The attribute's arguments after the size: <c>, KernelHeight = 5, Stride = 2</c>.</summary>
    /// <param name="prefix">Kernel or Window.</param>
    public string ToArguments(string prefix)
    {
        List<string> arguments = [];
        if (Height != Width) arguments.Add($"{prefix}Height = {Number(Height)}");
        if (StrideHeight == StrideWidth)
        {
            if (StrideHeight > 0) arguments.Add($"Stride = {Number(StrideHeight)}");
        }
        else
        {
            if (StrideHeight > 0) arguments.Add($"StrideHeight = {Number(StrideHeight)}");
            if (StrideWidth > 0) arguments.Add($"StrideWidth = {Number(StrideWidth)}");
        }

        if (Dilation > 1) arguments.Add($"Dilation = {Number(Dilation)}");
        if (Same) arguments.Add("Padding = Padding.Same");
        if (PaddingSize > 0) arguments.Add($"PaddingSize = {Number(PaddingSize)}");
        if (Algorithm.Length > 0) arguments.Add($"Algorithm = ConvolutionAlgorithm.{Algorithm}");
        return string.Concat(arguments.Select(argument => ", " + argument));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
