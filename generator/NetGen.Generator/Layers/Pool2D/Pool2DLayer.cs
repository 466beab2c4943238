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
    public override string Kind => (IsGlobal ? "Global" : string.Empty) + Pool + "Pool2D";

    public override LayerRole Role => new PassingRole(IsLinear: Pool == PoolKind.Average, IsPooling: true, DropoutRate: 0);

    public static Pool2DLayer Global(PoolKind pool) => new(pool, true, 1, 1, 1, 1, WindowPadding.Valid);

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

    public override (WindowGeometry Rows, WindowGeometry Columns)? Windows(Shape input) => (Rows(input), Columns(input));

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
        return $"{what} of windows of {Text.Window(WindowHeight, WindowWidth)}, stride {Text.Stride(StrideHeight, StrideWidth)}, {Padding}";
    }

    private WindowGeometry? CreateRows(Shape input)
        => IsGlobal
            ? WindowGeometry.Create(input.Height, input.Height, 1, 1, WindowPadding.Valid)
            : WindowGeometry.Create(input.Height, WindowHeight, StrideHeight, 1, Padding);

    private WindowGeometry? CreateColumns(Shape input)
        => IsGlobal
            ? WindowGeometry.Create(input.Width, input.Width, 1, 1, WindowPadding.Valid)
            : WindowGeometry.Create(input.Width, WindowWidth, StrideWidth, 1, Padding);
}
