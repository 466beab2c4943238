using NetGen.Generator.Machine;

namespace NetGen.Generator.Kernels;

/// <summary>Which tiles of pixels compute a convolution in groups side by side, for one register class.</summary>
internal sealed class GroupedConvolutionPlan(ConvolutionSizes sizes, RegisterClass registers, bool isUnrolled)
{
    // A row of weights and one pixel are held beside the sums; fewer sums than this could not hide the latency of the multiply-add.
    private const int FewestColumns = 6;

    public RegisterClass Registers { get; } = registers;

    /// <summary>How a row of results is covered: so many pixels, each one vector of results.</summary>
    public ColumnTiles Tiles { get; } = ColumnTiles.Cover(sizes, columns =>
    {
        int free = Math.Max(FewestColumns, registers.Registers - 2 - columns.Taps);
        return JitBudget.MostColumns(columns.Taps * (isUnrolled ? sizes.Depth : 1), 1, Math.Min(free, registers.MostColumns(1)));
    });
}

/// <summary>
/// The input rows that a row of results reads, put side by side: a ring, so that each row is put there once and is still in the first-level
/// cache when it is read.
/// </summary>
/// <param name="Taps">The set of result rows.</param>
/// <param name="Rows">Rows of the ring.</param>
/// <param name="Step">Rows from one that is read to the next: those between are never read.</param>
/// <param name="First">The first row that may be read, if results at the top read rows above the input.</param>
/// <param name="IsOrdered">Whether no result reads a row above the first row inside the input that the result before it reads.</param>
internal readonly record struct RowRing(AxisTaps Taps, int Rows, int Step, int First, bool IsOrdered)
{
    public static RowRing Choose(AxisTaps taps, int inputHeight)
    {
        int step = CommonDivisor(taps.InputStep, taps.TapStep);
        bool isOrdered = step == taps.TapStep || taps.StaysInside(inputHeight);
        int first = isOrdered ? 0 : ((taps.InputOffset % step) + step) % step;
        return new RowRing(taps, Math.Min(inputHeight, (Math.Max(0, taps.Taps - 1) * taps.TapStep) + 1), step, first, isOrdered);
    }

    private static int CommonDivisor(int left, int right) => right == 0 ? left : CommonDivisor(right, left % right);
}
