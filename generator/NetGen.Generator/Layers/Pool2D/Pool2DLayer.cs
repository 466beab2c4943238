using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

internal enum PoolKind
{
    /// <summary>The largest value; padding never wins.</summary>
    Max,

    /// <summary>The mean of the pixels inside the image; padding is not counted.</summary>
    Average,
}

/// <summary>Pooling over windows of a channels-last image or a sequence, channel by channel, or over all of it.</summary>
/// <param name="IsGlobal">One window, all of it; the result is a vector of the channels. Window, stride and padding then mean nothing.</param>
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

    /// <summary>What its windows lie on.</summary>
    public WindowSpace Space { get; init; } = WindowSpace.Image;

    public override string Kind => $"{(IsGlobal ? "Global" : Bins is null ? string.Empty : "Adaptive")}{Pool}Pool{Space.Suffix}";

    public override LayerRole Role => new PassingRole(IsLinear: Pool == PoolKind.Average, IsPooling: true, DropoutRate: 0);

    public override LengthUse UseOfLengths(Shape input) => IsGlobal ? LengthUse.Takes : LengthUse.Ends;

    public static Pool2DLayer Global(WindowSpace space, PoolKind pool) => new(pool, true, 1, 1, 1, 1, WindowPadding.Valid) { Space = space };

    public static Layer? Adaptive(WindowSpace space, PoolKind pool, AttributeArguments arguments)
    {
        (int height, int width) = space.Pair(arguments, "size", "height", "width", 1);
        return arguments.IsValid ? Global(space, pool) with { IsGlobal = false, Bins = (height, width) } : null;
    }

    public static Layer? FromAttribute(WindowSpace space, PoolKind pool, AttributeArguments arguments)
    {
        (int height, int width) = space.Pair(arguments, "size", "WindowHeight", "WindowWidth", 1);
        int stride = arguments.Positive("Stride", 1);
        int strideHeight = space.IsSequence ? 1 : arguments.Positive("StrideHeight", arguments.Has("Stride") ? stride : height);
        int strideWidth = arguments.Positive("StrideWidth", arguments.Has("Stride") ? stride : width);
        WindowPadding padding = WindowArguments.Padding(arguments);
        if (!arguments.IsValid) return null;

        // Half a window, as PyTorch demands: more, and windows would lie wholly outside the image, where there is no value to give.
        int half = space.ShorterSide(height, width) / 2;
        if (padding.Size > half)
        {
            arguments.Reject(
                $"has PaddingSize = {Text.Of(padding.Size)}, more than half of its window of {space.Extent(height, width)}",
                $"Write PaddingSize = {Text.Of(half)} or less, or Padding = Padding.Same",
                arguments.Set("PaddingSize", Text.Of(half)));
            return null;
        }

        return new Pool2DLayer(pool, false, height, width, strideHeight, strideWidth, padding) { Space = space };
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
        if (!Space.Accepts(input, findings)) return null;
        if (IsGlobal) return Shape.Vector(input.Channels);
        if (CreateRows(input) is not { } rows || CreateColumns(input) is not { } columns)
        {
            return WindowArguments.ReportTooLarge(Space, WindowHeight, WindowWidth, 1, Padding, input, findings);
        }

        return Space.Shape(rows.Output, columns.Output, input.Channels, findings);
    }

    public override SettingList DeclareSettings(LayerNode node)
        => IsGlobal ? new()
            : Bins is var (height, width) ? new() { { "bins", WindowSettings.Both(Space, height, width) } }
            : WindowSettings.Of(Space, Rows(node.InputShapes[0]), Columns(node.InputShapes[0]));

    public override string Describe(LayerNode node)
    {
        string what = Pool == PoolKind.Max ? "maximum" : "mean";
        if (IsGlobal) return $"{what} over all {Space.Position}s";
        if (Bins is var (height, width)) return $"{what} of {Space.Extent(height, width)} bins";
        return $"{what} of windows of {Space.Extent(WindowHeight, WindowWidth)}, stride {Space.Stride(StrideHeight, StrideWidth)}, {Padding}";
    }

    private WindowGeometry? CreateRows(Shape input)
        => IsGlobal
            ? WindowGeometry.Create(input.Height, input.Height, 1, 1, WindowPadding.Valid)
            : Bins is var (height, _) ? Bin(input.Height, height) : Space.Rows(input.Height, WindowHeight, StrideHeight, 1, Padding);

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
