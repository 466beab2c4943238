using NetGen.Generator.Machine;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A product of rows with a matrix of weights, whose results are panels of outputs: dense layers (a row is a sample) and 1x1 convolutions (a pixel).
/// </summary>
internal abstract class RowProductKernel : Kernel
{
    private readonly Operand? _bias;

    /// <param name="name">The method's name.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="input">The rows.</param>
    /// <param name="weightOperand">Where the weights lie.</param>
    /// <param name="scales">What each output's sum is multiplied with; null where with nothing.</param>
    /// <param name="bias">Null where there is none.</param>
    /// <param name="output">Floats.</param>
    /// <param name="rectify">Whether ReLU comes before the store.</param>
    protected RowProductKernel(
        string name, PlannedParameter weights, TensorOperand input, Operand weightOperand, Operand? scales, Operand? bias, TensorOperand output, bool rectify)
        : base(name)
    {
        Weights = weights;
        Format = weightOperand.Format;
        Input = input.Tensor;
        Output = output.Tensor;
        Rectifies = rectify;
        HasScales = scales is not null;
        _bias = bias;
        Operands = [input, weightOperand, .. new[] { scales, bias }.OfType<Operand>(), output];
        RowsPerSample = output.Tensor.Shape.Positions;
    }

    public PlannedParameter Weights { get; }

    /// <summary>How the weights lie in memory.</summary>
    public WeightFormat Format { get; }

    public TensorValue Input { get; }

    public TensorValue Output { get; }

    public bool Rectifies { get; }

    public bool HasBias => _bias is not null;

    /// <summary>Whether each sum is multiplied with a number of its output at the end.</summary>
    public bool HasScales { get; }

    public int RowsPerSample { get; }

    public int Panel => Weights.Panel;

    public int PaddedOutputs => Weights.PanelsPerGroup * Panel;

    public int InputRowStride => RowsPerSample == 1 ? Input.Storage.SampleStride : Input.Pitch;

    public int OutputRowStride => RowsPerSample == 1 ? Output.Storage.SampleStride : Output.Pitch;

    /// <summary>How many rows there are to cover, where it is always the same: all of a sample's.</summary>
    public int? KnownRows => RowsPerSample == 1 || TakesUnits ? null : RowsPerSample;

    /// <summary>How rows are covered in <paramref name="block"/>.</summary>
    public abstract RowTiles Rows(RegisterClass registers, OutputBlock block);

    /// <summary>The tiles that cover rows in <paramref name="block"/>, tallest first.</summary>
    public virtual IReadOnlyList<RowTile> Tiles(RegisterClass registers, OutputBlock block)
        => [.. Rows(registers, block).Heights.Select(height => new RowTile(height, block.Vectors))];

    public override IReadOnlyList<Operand> Operands { get; }

    public override Granularity Granularity => RowsPerSample == 1 ? Granularity.Chunk : Granularity.Sample;
}
