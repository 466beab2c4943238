using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>The sizes of a convolution, forward or backward: results gather inputs through taps.</summary>
/// <param name="Groups">Groups, each with its own inputs and results.</param>
/// <param name="Depth">Input channels of a group: what a tap sums over.</param>
/// <param name="Outputs">Result channels of a group, padded to whole panels.</param>
/// <param name="Panel">Result channels per panel of the packed weights.</param>
/// <param name="KernelColumns">Columns of the kernel: the packed weights are [group][panel][kernel row][kernel column][depth][panel].</param>
/// <param name="KernelRows">Rows of the kernel.</param>
internal sealed record ConvolutionSizes(
    int Groups,
    int Depth,
    int Outputs,
    int Panel,
    int KernelRows,
    int KernelColumns,
    TensorValue Input,
    TensorValue Output,
    EquatableArray<AxisTaps> Rows,
    EquatableArray<AxisTaps> Columns)
{
    /// <summary>Floats from one panel of weights to the next.</summary>
    public int PanelStride => KernelRows * KernelColumns * Depth * Panel;

    /// <summary>Floats from one group's weights to the next.</summary>
    public int GroupStride => Outputs / Panel * PanelStride;

    /// <summary>Floats from one kernel row's weights to the next.</summary>
    public int KernelRowStride => KernelColumns * Depth * Panel;

    /// <summary>Floats from one input row to the next.</summary>
    public int InputRowStride => Input.Shape.Width * Input.Pitch;

    /// <summary>Floats from one result row to the next.</summary>
    public int OutputRowStride => Output.Shape.Width * Output.Pitch;
}

/// <summary>A tile of a result row: which text computes it and where it stands.</summary>
/// <param name="Variant">Index of its text in <see cref="ConvolutionBlock.Variants"/>.</param>
/// <param name="Columns">The set of columns it belongs to.</param>
/// <param name="First">Index of its first column in that set.</param>
internal readonly record struct ConvolutionTile(int Variant, AxisTaps Columns, int First);

/// <summary>The taps of one text: for each kernel column the tile's columns for which it falls inside.</summary>
/// <param name="Columns">Columns of the tile.</param>
/// <param name="Taps">Those that fall inside for at least one column.</param>
/// <param name="ResultStep">Result columns from one to the next.</param>
/// <param name="InputStep">Input columns from one to the next.</param>
/// <param name="TapStep">Input columns from one kernel column to the next.</param>
internal sealed record TileVariant(int Columns, EquatableArray<TileTap> Taps, int ResultStep, int InputStep, int TapStep);

/// <summary>One unrolled kernel column.</summary>
/// <param name="KernelColumn">Which.</param>
/// <param name="InputOffset">Input columns from the tile's base to the one under the first column.</param>
/// <param name="First">First column of the tile for which the tap falls inside the input.</param>
/// <param name="End">End of those columns.</param>
internal readonly record struct TileTap(int KernelColumn, int InputOffset, int First, int End);

/// <summary>How a block of outputs is covered with tiles.</summary>
internal sealed record ConvolutionBlock(OutputBlock Outputs, IReadOnlyList<ConvolutionTile> Tiles, IReadOnlyList<TileVariant> Variants);

/// <summary>Which tiles compute a convolution, for one register class.</summary>
internal sealed class DirectConvolutionPlan
{
    public DirectConvolutionPlan(ConvolutionSizes sizes, RegisterClass registers, bool isUnrolled)
    {
        Registers = registers;
        Blocks = [.. registers.OutputBlocks(sizes.Outputs, sizes.Panel).Select(block => Cover(sizes, registers, block, isUnrolled))];
    }

    public RegisterClass Registers { get; }

    public IReadOnlyList<ConvolutionBlock> Blocks { get; }

    private static ConvolutionBlock Cover(ConvolutionSizes sizes, RegisterClass registers, OutputBlock block, bool isUnrolled)
    {
        List<TileVariant> variants = [];
        List<ConvolutionTile> tiles = [];
        foreach (AxisTaps columns in sizes.Columns)
        {
            int most = JitBudget.MostColumns(columns.Taps * (isUnrolled ? sizes.Depth : 1), block.Vectors, registers.MostColumns(block.Vectors));
            int first = 0;
            foreach (int width in JitBudget.Split(columns.Count, most))
            {
                TileVariant variant = Trim(columns, first, width, sizes.Input.Shape.Width);
                int index = variants.IndexOf(variant);
                if (index < 0)
                {
                    index = variants.Count;
                    variants.Add(variant);
                }

                tiles.Add(new ConvolutionTile(index, columns, first));
                first += width;
            }
        }

        return new ConvolutionBlock(block, tiles, variants);
    }

    /// <summary>Leaves out what falls outside the input: no padding is stored and none is multiplied.</summary>
    private static TileVariant Trim(AxisTaps columns, int first, int width, int inputWidth)
    {
        List<TileTap> taps = [];
        for (int tap = 0; tap < columns.Taps; tap++)
        {
            int begin = 0;
            while (begin < width && columns.InputAt(first + begin, tap) < 0) begin++;
            int end = width;
            while (end > begin && columns.InputAt(first + end - 1, tap) >= inputWidth) end--;
            if (begin < end)
            {
                int kernelColumn = columns.KernelFirst + (tap * columns.KernelStep);
                taps.Add(new TileTap(kernelColumn, columns.InputOffset + (tap * columns.TapStep), begin, end));
            }
        }

        return new TileVariant(width, taps.ToEquatableArray(), columns.Step, columns.InputStep, columns.TapStep);
    }
}
