using NetGen.Generator.Machine;
using NetGen.Generator.Memory;

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
    /// <summary>Whether results lie where a convolution's windows lie, and gather what the windows have been given: the taps are mirrored.</summary>
    public bool AreMirrored { get; init; }

    /// <summary>
    /// Whether a result sums all channels of one kernel column, then those of the next, and not all columns channel by channel: in a stream, where one result
    /// is computed at a time, what earlier steps give does then not wait for the step at hand. So do all that a stream could compute, whether it has one or
    /// not.
    /// </summary>
    public bool IsColumnByColumn { get; init; }

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

    /// <summary>Whether some result sums more than a single kernel row, or none.</summary>
    public bool HasSeveralRows => Rows.Any(rows => rows.Taps != 1 || !rows.StaysInside(Input.Shape.Height));

    /// <summary>Whether some taps fall outside the input.</summary>
    public bool IsTrimmed
        => Columns.Any(columns => !columns.StaysInside(Input.Shape.Width)) || Rows.Any(rows => !rows.StaysInside(Input.Shape.Height));
}

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
        ColumnTiles tiles = ColumnTiles.Cover(
            sizes, columns => JitBudget.MostColumns(columns.Taps * (isUnrolled ? sizes.Depth : 1), block.Vectors, registers.MostColumns(block.Vectors)));
        return new ConvolutionBlock(block, tiles.Tiles, tiles.Variants);
    }
}
