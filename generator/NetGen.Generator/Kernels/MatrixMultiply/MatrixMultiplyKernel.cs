using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Rows of a tile and the vectors of outputs it sums for each.</summary>
internal readonly record struct RowTile(int Rows, int Vectors);

/// <summary>
/// output[row, o] = bias[o] + sum over k of input[row, k] * weights[k, o]: dense layers (a row is a sample) and 1x1 convolutions (a row
/// is a pixel). Each output is summed in the order of <see cref="SumParts"/> in every tile, so its bits do not depend on which rows it is
/// computed with.
/// </summary>
internal sealed class MatrixMultiplyKernel : RowProductKernel
{
    /// <summary>
    /// A multiply-add of a single row takes this many times as long as one of a tile: each weight is read for it alone, and comes from
    /// memory or an outer cache.
    /// </summary>
    private const int ReadingPerMultiplyAdd = 5;

    private readonly SingleRowPlan? _singleRow;
    private readonly UnrollPolicy _unrolling;

    /// <param name="rowsOfSample">Rows of a sample of the whole network; more than one where the kernel's row is one of them, a step of a sequence.</param>
    public MatrixMultiplyKernel(
        string name,
        PlannedParameter weights,
        TensorOperand input,
        Operand weightOperand,
        Operand? scales,
        Operand? bias,
        TensorOperand output,
        bool rectify,
        long networkWork,
        int rowsOfSample,
        UnrollPolicy unrolling)
        : base(name, weights, input, weightOperand, scales, bias, output, rectify)
    {
        _unrolling = unrolling;
        if (RowsPerSample == 1) _singleRow = new SingleRowPlan(weights, Format, rowsOfSample > 1 ? long.MaxValue : networkWork, unrolling);
    }

    /// <summary>Whether a single row may occur: a row is a sample.</summary>
    public bool HasSingleRow => _singleRow is not null;

    /// <summary>How a row is multiplied that is alone.</summary>
    public SingleRowPlan SingleRow => _singleRow ?? throw new InvalidOperationException($"{Name} has {RowsPerSample} rows for every sample.");

    /// <summary>Whether all multiply-adds of a row are written out, and so few that many rows are computed one by one.</summary>
    public bool IsStraightLine => _singleRow is { IsInlined: true };

    /// <summary>The order in which each output is summed, in every tile.</summary>
    public SumParts Parts => _singleRow?.Parts ?? new SumParts(1, Depth, 0);

    public override bool HasSampleForm => HasSingleRow;

    public override int? InlinedOperations => IsStraightLine ? SingleRow.Operations : null;

    public int Depth => Weights.Depth;

    public override string Formula
        => $"output[n, o] = {(HasBias ? "bias[o] + " : "")}{(HasScales ? "scales[o] * " : "")}sum over k of input[n, k] * weights[k, o]";

    public override long WorkPerSample => (long)RowsPerSample * Depth * PaddedOutputs;

    public override long SampleWork => HasSingleRow ? ReadingPerMultiplyAdd * WorkPerSample : WorkPerSample;

    public override int SampleUnits => !HasSingleRow ? RowsPerSample : IsStraightLine ? 1 : SingleRow.Units.Sum(blocks => blocks.Count);

    /// <summary>
    /// Whether there is no tile of one row, whose sums could not hide the latency of the multiply-add. Rows that are left over are computed
    /// together with some before them once more, and where there are too few rows for that, each like one that is alone. Only where all
    /// outputs are covered alike, so that the same rows are left everywhere.
    /// </summary>
    public bool LeavesRest(RegisterClass registers) => HasSingleRow && registers.OutputBlocks(PaddedOutputs, Panel).Count == 1;

    public override IReadOnlyList<RowTile> Tiles(RegisterClass registers, OutputBlock block)
        => [.. Rows(registers, block).Heights.Where(height => height > 1 || !LeavesRest(registers)).Select(height => new RowTile(height, block.Vectors))];

    /// <summary>Inputs that a pass of a tile's loop takes.</summary>
    public int InputsAtOnce(RowTile tile) => TileLoop.Turns(tile.Rows * tile.Vectors, Parts.Length);

    public override RowTiles Rows(RegisterClass registers, OutputBlock block)
        => new(registers.MostColumns(block.Vectors), _unrolling.SmallerHeights, KnownRows);

    public override string Title => KernelTitle.Product(Depth, Weights.Outputs, Output.Shape) + Format.Title + (Rectifies ? "ReLU" : "");

    public override string DescribePlan()
    {
        List<string> lines = [];
        if (HasSingleRow) lines.Add(SingleRow.Describe());
        if (!IsStraightLine && !Form.IsAlone)
        {
            foreach (RegisterClass registers in RegisterClass.For(Panel))
            {
                foreach (OutputBlock block in registers.OutputBlocks(PaddedOutputs, Panel))
                {
                    string tiles = string.Join(", ", Tiles(registers, block).Select(tile => $"{tile.Rows}x{tile.Vectors}x{InputsAtOnce(tile)}"));
                    lines.Add($"{registers.Name.ToLowerInvariant()}: outputs {block.First}..{block.End}, rows x vectors x inputs at a time {tiles}{(LeavesRest(registers) ? ", rows that are left with some before them once more" : "")}");
                }
            }
        }

        if (!Form.IsAlone) lines.Add(Granularity == Granularity.Chunk
            ? $"by chunks: {Literals.Grouped(Weights.PackedSize)} weights are read once for many samples"
            : "by samples: a sample's pixels are rows enough");
        if (Format.IsNarrow) lines.Add($"weights are {Format.Precision}, widened to floats as they are loaded");
        if (HasScales) lines.Add("sums are multiplied with the scale of their output at the end");
        if (Rectifies) lines.Add("ReLU before the store");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => MatrixMultiplyEmitter.Emit(writer, this);
}
