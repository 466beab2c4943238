using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// What windows lie on: images, or sequences, which are images one row high. A layer with windows is written once and stands for two attributes.
/// </summary>
internal sealed record WindowSpace
{
    private WindowSpace(bool isSequence) => IsSequence = isSequence;

    public static WindowSpace Image { get; } = new(isSequence: false);

    public static WindowSpace Sequence { get; } = new(isSequence: true);

    public bool IsSequence { get; }

    /// <summary>What attributes' names end in.</summary>
    public string Suffix => IsSequence ? "1D" : "2D";

    /// <summary>What a position is called, in the singular.</summary>
    public string Position => IsSequence ? "step" : "pixel";

    /// <summary>Whether a value is of this space; else says so.</summary>
    public bool Accepts(Shape input, ILayerFindings findings) => IsSequence ? IsSequenceOrReport(input, findings) : WindowArguments.IsImage(input, findings);

    /// <summary>A value of this space, or null and a finding where it is too large.</summary>
    public Shape? Shape(long height, long width, int channels, ILayerFindings findings)
        => SizeLimits.Image(height, width, channels, findings) is not { } image ? null : IsSequence ? Model.Shape.Sequence(image.Width, channels) : image;

    /// <summary>Height and width from an argument for both and one for each; of a sequence from the one.</summary>
    public (int Height, int Width) Pair(AttributeArguments arguments, string both, string height, string width, int fallback)
        => IsSequence ? (1, arguments.Positive(both, fallback)) : WindowArguments.Pair(arguments, both, height, width, fallback);

    /// <summary>How windows lie along the rows; a sequence has one, which they see whole. Null where not one fits.</summary>
    public WindowGeometry? Rows(int input, int kernel, int stride, int dilation, WindowPadding padding)
        => IsSequence ? WindowGeometry.Create(input, 1, 1, 1, WindowPadding.Valid) : WindowGeometry.Create(input, kernel, stride, dilation, padding);

    /// <summary>The shorter side of a window, which limits padding.</summary>
    public int ShorterSide(int height, int width) => IsSequence ? width : Math.Min(height, width);

    /// <summary>The shape of kernels in files: PyTorch's.</summary>
    public EquatableArray<int> FileShape(int first, int second, int height, int width)
        => IsSequence ? EquatableArray.Of(first, second, width) : EquatableArray.Of(first, second, height, width);

    /// <summary>5x3, or of a sequence 3.</summary>
    public string Extent(long height, long width) => IsSequence ? Text.Of(width) : $"{Text.Of(height)}x{Text.Of(width)}";

    /// <summary>What an extent of so many positions is called: 5x5 pixels, 9 steps.</summary>
    public string Size(Shape input) => IsSequence ? Text.Count(input.Width, Position) : $"{Text.Window(input.Height, input.Width)} pixels";

    /// <summary>2, or 2x1 where rows and columns differ.</summary>
    public string Stride(int height, int width) => IsSequence ? Text.Of(width) : Text.Stride(height, width);

    private static bool IsSequenceOrReport(Shape input, ILayerFindings findings)
    {
        if (input.IsSequence) return true;
        findings.Report(
            RuleIds.ShapeMismatch,
            $"reads {Text.Of(input)}, but works on a sequence of time steps x features",
            $"Declare the input as a sequence, such as [Network(100, 8)], or use {(input.IsImage ? "the layer for images, whose name ends in 2D" : "another layer")}");
        return false;
    }
}
