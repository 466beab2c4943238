using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// output[row, o] = bias[o] + rowScale * scales[o] * sum over k of the whole numbers (input[row, k] - zero) * weights[k, o]: dense layers (a row is a
/// sample) and 1x1 convolutions (a row is a pixel) in 8 bits. Sums of whole numbers are exact, so their order does not matter.
/// </summary>
internal sealed class QuantizedProductKernel : RowProductKernel
{
    // Threads that share a sample's outputs divide them into these; a tile is as wide or divides it.
    private const int OutputsOfUnit = 2 * Panels.Largest;

    // Where a product is three instructions (bytes to pairs, pairs to numbers, sum), they need two registers more than a float's.
    private const int RegistersOfProduct = 2;

    private readonly UnrollPolicy _unrolling;

    /// <param name="name">The method's name.</param>
    /// <param name="weights">The weights in 8 bits, in bundles.</param>
    /// <param name="input">Rows in bytes, see <see cref="QuantizeRowsKernel"/>.</param>
    /// <param name="weightOperand">Where the weights lie.</param>
    /// <param name="scales">Scales of the outputs, and behind them what rows add too much whose zero is not 0.</param>
    /// <param name="bias">Null where there is none.</param>
    /// <param name="output">Floats.</param>
    /// <param name="rectify">Whether ReLU comes before the store.</param>
    /// <param name="unrolling">What is written out.</param>
    public QuantizedProductKernel(
        string name,
        PlannedParameter weights,
        TensorOperand input,
        Operand weightOperand,
        Operand scales,
        Operand? bias,
        TensorOperand output,
        bool rectify,
        UnrollPolicy unrolling)
        : base(name, weights, input, weightOperand, scales, bias, output, rectify) => _unrolling = unrolling;

    /// <summary>Bundles that each output sums.</summary>
    public int Depth => Bundles.Count(Weights.Depth);

    /// <summary>Floats from one panel of the weights to the next.</summary>
    public int PanelStride => Depth * Panel;

    /// <summary>Outputs of a unit where threads share a sample that is one row; else they share its rows.</summary>
    public int? UnitOutputs => RowsPerSample == 1 ? OutputsOfUnit : null;

    public override string Formula
        => $"output[n, o] = {(HasBias ? "bias[o] + " : "")}scale[n] * scales[o] * sum over k of (input[n, k] - zero[n]) * weights[k, o], in whole numbers";

    public override long WorkPerSample => (long)RowsPerSample * Depth * PaddedOutputs;

    public override int SampleUnits => UnitOutputs is { } outputs ? (PaddedOutputs + outputs - 1) / outputs : RowsPerSample;

    public override string Title => KernelTitle.Product(Weights.Depth, Weights.Outputs, Output.Shape) + "InBytes" + (Rectifies ? "ReLU" : "");

    public override RowTiles Rows(RegisterClass registers, OutputBlock block)
        => new(registers.MostColumns(block.Vectors) - (RegistersOfProduct / block.Vectors), _unrolling.SmallerHeights, KnownRows);

    /// <summary>Bundles that a pass of a tile's loop takes.</summary>
    public int BundlesAtOnce(RowTile tile) => TileLoop.Turns(tile.Rows * tile.Vectors, Depth);

    public override string DescribePlan()
    {
        List<string> lines = [];
        foreach (RegisterClass registers in RegisterClass.For(Panel))
        {
            foreach (OutputBlock block in registers.OutputBlocks(PaddedOutputs, Panel))
            {
                string tiles = string.Join(", ", Tiles(registers, block).Select(tile => $"{tile.Rows}x{tile.Vectors}"));
                lines.Add($"{registers.Name.ToLowerInvariant()}: outputs {block.First}..{block.End}, rows x vectors {tiles}");
            }
        }

        lines.Add($"four products of bytes a lane, added up in 32 bits: {Weights.Depth} inputs are {Depth} bundles");
        lines.Add("sums are multiplied with the scales of their row and their output at the end");
        if (Rectifies) lines.Add("ReLU before the store");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => QuantizedProductEmitter.Emit(writer, this);
}
