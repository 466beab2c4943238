using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

internal enum PoolKind
{
    /// <summary>The largest value; padding never wins.</summary>
    Max,

    /// <summary>The mean of the pixels inside the image; padding is not counted.</summary>
    Average,
}

/// <summary>Pooling over windows of a channels-last image, channel by channel, or over the whole image.</summary>
/// <param name="IsGlobal">One window, the whole image; the result is a vector of the channels. Window, stride and padding then mean nothing.</param>
internal sealed partial record Pool2DLayer(
    PoolKind Pool,
    bool IsGlobal,
    int WindowHeight,
    int WindowWidth,
    int StrideHeight,
    int StrideWidth,
    WindowPadding Padding) : Layer
{
    /// <summary>Of an adaptive pooling, the rows and columns of its result; else null. Window, stride and padding then follow from the input.</summary>
    public (int Height, int Width)? Bins { get; init; }

    public override string Kind => (IsGlobal ? "Global" : Bins is null ? string.Empty : "Adaptive") + Pool + "Pool2D";

    public override LayerRole Role => new PassingRole(IsLinear: Pool == PoolKind.Average, IsPooling: true, DropoutRate: 0);

    public static Pool2DLayer Global(PoolKind pool) => new(pool, true, 1, 1, 1, 1, WindowPadding.Valid);

    public static Layer? Adaptive(PoolKind pool, AttributeArguments arguments)
    {
        (int height, int width) = WindowArguments.Pair(arguments, "size", "height", "width", 1);
        return arguments.IsValid ? Global(pool) with { IsGlobal = false, Bins = (height, width) } : null;
    }

    public static Layer? FromAttribute(PoolKind pool, AttributeArguments arguments)
    {
        (int height, int width) = WindowArguments.Pair(arguments, "size", "WindowHeight", "WindowWidth", 1);
        int stride = arguments.Positive("Stride", 1);
        int strideHeight = arguments.Positive("StrideHeight", arguments.Has("Stride") ? stride : height);
        int strideWidth = arguments.Positive("StrideWidth", arguments.Has("Stride") ? stride : width);
        WindowPadding padding = WindowArguments.Padding(arguments);
        if (!arguments.IsValid) return null;

        // Half a window, as PyTorch demands: more, and windows would lie wholly outside the image, where there is no value to give.
        int half = Math.Min(height, width) / 2;
        if (padding.Size > half)
        {
            arguments.Reject(
                $"has PaddingSize = {Text.Of(padding.Size)}, more than half of its window of {Text.Window(height, width)}",
                $"Write PaddingSize = {Text.Of(half)} or less, or Padding = Padding.Same",
                arguments.Set("PaddingSize", Text.Of(half)));
            return null;
        }

        return new Pool2DLayer(pool, false, height, width, strideHeight, strideWidth, padding);
    }

    /// <summary>How the windows lie along the rows. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public WindowGeometry Rows(Shape input) => CreateRows(input)!.Value;

    /// <summary>How the windows lie along the columns. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public WindowGeometry Columns(Shape input) => CreateColumns(input)!.Value;

    /// <remarks>The bins of an adaptive pooling leave no pixel out, even where windows of one size cannot cover the image.</remarks>
    public override (WindowGeometry Rows, WindowGeometry Columns)? Windows(Shape input)
    {
        (WindowGeometry rows, WindowGeometry columns) = (Rows(input), Columns(input));
        return (rows with { Kernel = rows.Kernel + rows.Dropped }, columns with { Kernel = columns.Kernel + columns.Dropped }) is var covering && Bins is not null ? covering : (rows, columns);
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!WindowArguments.IsImage(input, findings)) return null;
        if (IsGlobal) return Shape.Vector(input.Channels);
        if (CreateRows(input) is not { } rows || CreateColumns(input) is not { } columns)
        {
            return WindowArguments.ReportTooLarge(WindowHeight, WindowWidth, 1, Padding, input, findings);
        }

        return SizeLimits.Image(rows.Output, columns.Output, input.Channels, findings);
    }

    public override string Describe(LayerNode node)
    {
        string what = Pool == PoolKind.Max ? "maximum" : "mean";
        if (IsGlobal) return $"{what} over all pixels";
        if (Bins is var (height, width)) return $"{what} of {Text.Window(height, width)} bins";
        return $"{what} of windows of {Text.Window(WindowHeight, WindowWidth)}, stride {Text.Stride(StrideHeight, StrideWidth)}, {Padding}";
    }

    private WindowGeometry? CreateRows(Shape input)
        => IsGlobal
            ? WindowGeometry.Create(input.Height, input.Height, 1, 1, WindowPadding.Valid)
            : Bins is var (height, _) ? Bin(input.Height, height) : WindowGeometry.Create(input.Height, WindowHeight, StrideHeight, 1, Padding);

    private WindowGeometry? CreateColumns(Shape input)
        => IsGlobal
            ? WindowGeometry.Create(input.Width, input.Width, 1, 1, WindowPadding.Valid)
            : Bins is var (_, width) ? Bin(input.Width, width) : WindowGeometry.Create(input.Width, WindowWidth, StrideWidth, 1, Padding);

    /// <summary>Windows that are the bins, where these are all alike; else as many of their mean size, about where they lie.</summary>
    private static WindowGeometry Bin(int input, int bins)
    {
        double mean = Enumerable.Range(0, bins).Average(bin => ((((bin + 1L) * input) + bins - 1) / bins) - (bin * (long)input / bins));
        return new WindowGeometry(input, (int)Math.Round(mean), input / bins, 1, 0, 0, bins);
    }

    /// <summary>Whether bins differ in size.</summary>
    private bool HasUnequalBins(Shape input) => Bins is var (height, width) && (input.Height % height != 0 || input.Width % width != 0);
}
