using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>Rows of a tile and the vectors of outputs it sums for each.</summary>
internal readonly record struct RowTile(int Rows, int Vectors);

/// <summary>
/// output[row, o] = bias[o] + sum over k of input[row, k] * weights[k, o]: dense layers (a row is a sample) and 1x1 convolutions (a row
/// is a pixel). Each output is summed in the order of k in every tile, so its bits do not depend on which rows it is computed with.
/// </summary>
internal sealed class MatrixMultiplyKernel : Kernel
{
    // At one row nothing hides the latency of the multiply-add but further outputs.
    private const int VectorsOfSingleRow = 8;

    private readonly Operand? _bias;

    public MatrixMultiplyKernel(
        string name, PlannedParameter weights, TensorOperand input, Operand weightOperand, Operand? bias, TensorOperand output, bool rectify)
        : base(name)
    {
        Weights = weights;
        Input = input.Tensor;
        Output = output.Tensor;
        Rectifies = rectify;
        _bias = bias;
        Operands = bias is null ? [input, weightOperand, output] : [input, weightOperand, bias, output];
        RowsPerSample = output.Tensor.Shape.Positions;
        IsStraightLine = RowsPerSample == 1 && StraightLineCalls <= JitBudget.StraightLineCalls;
    }

    public PlannedParameter Weights { get; }

    public TensorValue Input { get; }

    public TensorValue Output { get; }

    public bool Rectifies { get; }

    public bool HasBias => _bias is not null;

    public int RowsPerSample { get; }

    /// <summary>Whether all multiply-adds of a row are written out.</summary>
    public bool IsStraightLine { get; }

    public int Depth => Weights.Depth;

    public int Panel => Weights.Panel;

    public int PaddedOutputs => Weights.PanelsPerGroup * Panel;

    public int InputRowStride => RowsPerSample == 1 ? Input.Storage.SampleStride : Input.Pitch;

    public int OutputRowStride => RowsPerSample == 1 ? Output.Storage.SampleStride : Output.Pitch;

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => (long)RowsPerSample * Depth * PaddedOutputs;

    public override Granularity Granularity => RowsPerSample == 1 ? Granularity.Chunk : Granularity.Sample;

    /// <summary>
    /// Vectors of outputs at once in straight-line code: a power of two that divides the panels, so that in no width a block begins in the
    /// middle of a panel and ends in the next.
    /// </summary>
    public int StraightLineVectors => Math.Min(VectorsOfSingleRow, Weights.PanelsPerGroup & -Weights.PanelsPerGroup);

    private int StraightLineCalls => Depth * (1 + (2 * StraightLineVectors));

    /// <summary>The tiles that cover rows in <paramref name="block"/>, tallest first; the last takes single rows.</summary>
    public static IReadOnlyList<RowTile> Tiles(RegisterClass registers, OutputBlock block)
    {
        int most = registers.MostColumns(block.Vectors);
        return [new RowTile(most, block.Vectors), new RowTile(Math.Max(2, most / 3), block.Vectors), new RowTile(1, block.Vectors)];
    }

    /// <summary>Vectors of outputs at a single row: as many as divide the panels evenly, at most eight.</summary>
    public int SingleRowVectors()
    {
        int panels = Weights.PanelsPerGroup;
        return Panel < Panels.Largest || panels < 2 ? 0 : panels >= VectorsOfSingleRow ? VectorsOfSingleRow : panels >= 4 ? 4 : 2;
    }

    public override string DescribePlan()
    {
        List<string> lines = [];
        if (IsStraightLine)
        {
            lines.Add($"straight line: {Depth} inputs x {StraightLineVectors} vector(s) of outputs, {StraightLineCalls} operations, within {JitBudget.StraightLineCalls}");
        }
        else
        {
            foreach (RegisterClass registers in RegisterClass.For(Panel))
            {
                foreach (OutputBlock block in registers.OutputBlocks(PaddedOutputs, Panel))
                {
                    string tiles = string.Join(", ", Tiles(registers, block).Select(tile => $"{tile.Rows}x{tile.Vectors}"));
                    lines.Add($"{registers.Name.ToLowerInvariant()}: outputs {block.First}..{block.End}, rows x vectors {tiles}");
                }
            }

            if (SingleRowVectors() > 0) lines.Add($"a single row: {SingleRowVectors()} vectors of outputs at once, to hide the latency of the multiply-add");
        }

        lines.Add(Granularity == Granularity.Chunk
            ? $"by chunks: {Literals.Grouped(Weights.PackedSize)} weights are read once for many samples"
            : "by samples: a sample's pixels are rows enough");
        if (Rectifies) lines.Add("ReLU before the store");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer)
    {
        if (IsStraightLine) MatrixMultiplyEmitter.EmitStraightLine(writer, this);
        else MatrixMultiplyEmitter.EmitTiled(writer, this);
    }
}
