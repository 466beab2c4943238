using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A convolution of stride 1 by Winograd's algorithm: tiles of inputs are transformed, multiplied with transformed weights frequency by
/// frequency, and the products transformed back. It serves forward passes and the gradients of inputs.
/// </summary>
internal sealed class WinogradConvolutionKernel : Kernel
{
    /// <summary>Outputs of a unit: the two vectors of a tile, where a vector is a whole panel.</summary>
    public const int OutputsPerUnit = 2 * Panels.Largest;

    private readonly Operand? _bias;

    /// <param name="name">The method's name.</param>
    /// <param name="plan">How.</param>
    /// <param name="input">Values or output gradients that are gathered.</param>
    /// <param name="weights">As <see cref="WinogradWeightsKernel"/> writes them.</param>
    /// <param name="bias">What is added to every result, or null.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="rectify">Whether a ReLU is applied before the store.</param>
    public WinogradConvolutionKernel(
        string name, WinogradPlan plan, TensorOperand input, Operand weights, Operand? bias, TensorOperand output, bool rectify)
        : base(name)
    {
        Plan = plan;
        _bias = bias;
        Rectifies = rectify;
        WorkerScratchOperand scratch = new("scratch", TemporaryOffset + TransformEmitter.ScratchSize(plan.Input));
        Operands = bias is null ? [input, weights, output, scratch] : [input, weights, bias, output, scratch];
    }

    public WinogradPlan Plan { get; }

    public bool Rectifies { get; }

    public bool HasBias => _bias is not null;

    public string InputName => Operands[0].Name;

    public string WeightsName => Operands[1].Name;

    public string OutputName => Operands[Operands.Count - 2].Name;

    /// <summary>Where in the scratch memory the products lie; the transformed values lie at its beginning.</summary>
    public int ProductsOffset => Plan.Frequencies * Plan.ValueStride;

    /// <summary>Where a tile that reaches over the input's border is gathered.</summary>
    public int PatchOffset => ProductsOffset + (Plan.Frequencies * Plan.ProductStride);

    /// <summary>Where a transform keeps what it has between its passes.</summary>
    public int TemporaryOffset => PatchOffset + (Plan.Frequencies * Plan.Sizes.Depth);

    /// <summary>What each tile reads of the input.</summary>
    public Squares InputSquares => new(
        Name + "Gather", Plan.Sizes.Input, Plan.Sizes.Depth, Plan.Algorithm.Size, Plan.Algorithm.Outputs, Plan.Sizes.PaddingTop, Plan.Sizes.PaddingLeft);

    public override IReadOnlyList<SharedTransform> Transforms => [SharedTransform.Input(Plan.Algorithm)];

    public override string Formula => ConvolutionFormula.Of(Operands, HasBias, Plan.Sizes.Taps, Plan.Sizes.PaddingTop, Plan.Sizes.PaddingLeft);

    public override IReadOnlyList<Operand> Operands { get; }

    public override Granularity Granularity => Plan.SamplesPerBlock > 1 ? Granularity.Few : Granularity.Sample;

    public override long WorkPerSample => (long)Plan.Cost;

    /// <summary>Blocks of tiles, and in each of them pairs of panels of outputs: a pair's owner multiplies the block's values with its weights.</summary>
    public override int SampleUnits
    {
        get
        {
            (int count, int rest) = Plan.Blocks();
            return (count + (rest > 0 ? 1 : 0)) * UnitsPerBlock;
        }
    }

    /// <summary>Parts of the outputs of a block of tiles.</summary>
    public int UnitsPerBlock => (Plan.Sizes.Outputs + OutputsPerUnit - 1) / OutputsPerUnit;

    public override string Title => (!GivesGradient
        ? KernelTitle.Convolution("Winograd", Plan.Sizes.Taps, Plan.Sizes.Taps, Plan.Sizes.Input.Shape, Plan.Sizes.Output.Shape) + (Rectifies ? "ReLU" : "")
        : KernelTitle.Convolution("Winograd", Plan.Sizes.Taps, Plan.Sizes.Taps, Plan.Sizes.Output.Shape, Plan.Sizes.Input.Shape) + "InputGradient") + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        (int count, int rest) = Plan.Blocks();
        List<string> lines = [Plan.Reason];
        lines.Add($"{Plan.TileRows}x{Plan.TileColumns} tiles of {Plan.Algorithm.Outputs}x{Plan.Algorithm.Outputs} results, {Together(count, rest)}");
        foreach (RegisterClass registers in RegisterClass.For(Panels.Largest))
        {
            foreach (OutputBlock block in registers.OutputBlocks(Plan.Sizes.Outputs, Panels.Largest))
            {
                string heights = Literals.Parts(WinogradPlan.Heights(Plan.SamplesPerBlock * Plan.BlockTiles, registers, block.Vectors));
                lines.Add($"{registers.Name.ToLowerInvariant()}: tiles {heights} x {Literals.Count(block.Vectors, "vector")} of outputs in registers");
            }
        }

        if (Rectifies) lines.Add("ReLU before the store");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    private string Together(int count, int rest)
    {
        const string Shares = "the reading of weights";
        if (Plan.SamplesPerBlock > 1) return $"those of {Plan.SamplesPerBlock} samples together, which share {Shares}";
        if (count == 1 && rest == 0) return Plan.StreamsWeights ? $"in one block, which shares {Shares}" : "in one block, which stays in cache";
        string blocks = $"in {Literals.Count(count, "block")} of {Plan.BlockTiles}{(rest > 0 ? $" and one of {rest}" : "")}";
        return blocks + (Plan.StreamsWeights ? $", each of which shares {Shares}" : ", which stay in cache");
    }

    public override void Emit(SourceWriter writer) => WinogradConvolutionEmitter.Emit(writer, this);
}
