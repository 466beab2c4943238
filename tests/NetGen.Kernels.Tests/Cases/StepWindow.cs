using System.Globalization;

using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>A window over time as an attribute states it, and as the reference understands it: of rows, in an image one column wide.</summary>
/// <param name="Size">Steps of the window.</param>
internal sealed record StepWindow(int Size)
{
    /// <summary>From window to window; 0 is the attribute's default.</summary>
    public int Stride { get; init; }

    public int Dilation { get; init; } = 1;

    /// <summary>TensorFlow's SAME.</summary>
    public bool Same { get; init; }

    /// <summary>Zeros in front alone: a window ends with its own step.</summary>
    public bool Causal { get; init; }

    /// <summary>Padding at both ends.</summary>
    public int PaddingSize { get; init; }

    /// <summary>What sees the one column.</summary>
    public static Window Column { get; } = new(1);

    /// <summary>The windows along the steps; the default stride of pooling is the window, of a convolution 1.</summary>
    public Window ToReference(int steps, bool isPooling)
    {
        int stride = Stride > 0 ? Stride : isPooling ? Size : 1;
        return Same ? Window.Same(steps, Size, stride, Dilation)
            : Causal ? new Window(Size, stride, (Size - 1) * Dilation, 0, Dilation)
            : new Window(Size, stride, PaddingSize, PaddingSize, Dilation);
    }

    /// <summary>The attribute's arguments after the size.</summary>
    public string ToArguments()
    {
        List<string> arguments = [];
        if (Stride > 0) arguments.Add($"Stride = {Number(Stride)}");
        if (Dilation > 1) arguments.Add($"Dilation = {Number(Dilation)}");
        if (Same) arguments.Add("Padding = Padding.Same");
        if (Causal) arguments.Add("Padding = Padding.Causal");
        if (PaddingSize > 0) arguments.Add($"PaddingSize = {Number(PaddingSize)}");
        return string.Concat(arguments.Select(argument => ", " + argument));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
