using NetGen.Generator.Machine;

namespace NetGen.Generator.Kernels;

/// <summary>Which tiles of pixels compute a depthwise convolution, for one register class.</summary>
internal sealed class DepthwiseConvolutionPlan(ConvolutionSizes sizes, RegisterClass registers)
{
    // A row of weights and one pixel are held beside the sums. With many kernel columns the weights are read again from memory
    // instead; fewer sums than this could not hide the latency of the multiply-add.
    private const int FewestColumns = 6;

    public RegisterClass Registers { get; } = registers;

    /// <summary>How a row of results is covered: so many pixels, each one vector of channels.</summary>
    public ColumnTiles Tiles { get; } = ColumnTiles.Cover(sizes, columns =>
    {
        int free = Math.Max(FewestColumns, registers.Registers - 2 - columns.Taps);
        return JitBudget.MostColumns(columns.Taps, 1, Math.Min(free, registers.MostColumns(1)));
    });
}
