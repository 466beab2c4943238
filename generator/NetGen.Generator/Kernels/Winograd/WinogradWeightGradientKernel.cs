using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>How the channels of a weight gradient are divided: each pair of blocks is a unit of work with one owner.</summary>
/// <param name="Channels">Input channels of a unit.</param>
/// <param name="Outputs">Outputs of a unit.</param>
internal sealed record ChannelBlocks(int Channels, int Outputs)
{
    // Sums of all frequencies that stay in the second-level cache beside the tiles that stream past.
    private const int MostSums = 150 * 1024;

    /// <summary>The blocks that repeat the least work: every unit transforms its own channels and its own outputs' gradients.</summary>
    public static ChannelBlocks Choose(WinogradPlan plan)
    {
        (int depth, int outputs) = (plan.Sizes.Depth, plan.Sizes.Outputs);
        int[] sizes = [16, 32, 48, 64, 96, 128];
        IEnumerable<ChannelBlocks> all =
            from channels in sizes
            from results in sizes
            where depth % channels == 0 && outputs % results == 0 && plan.Frequencies * channels * results <= MostSums
            select new ChannelBlocks(channels, results);

        // Two units at least, so that a second worker has something to do.
        IReadOnlyList<ChannelBlocks> fitting = [.. all];
        IReadOnlyList<ChannelBlocks> shared = [.. fitting.Where(blocks => depth / blocks.Channels * (outputs / blocks.Outputs) >= 2)];
        return (shared.Count > 0 ? shared : fitting).OrderBy(blocks => (1.0 / blocks.Channels) + (1.0 / blocks.Outputs)).First();
    }
}

/// <summary>
/// The gradient of a convolution's weights by Winograd's algorithm: tiles of inputs and tiles of output gradients are transformed, their
/// products summed over the batch frequency by frequency, and the sums transformed back once. Every weight has one owner.
/// </summary>
internal sealed class WinogradWeightGradientKernel : Kernel
{
    /// <summary>Tiles at a time: enough that reading and writing the sums does not count.</summary>
    public const int BlockTiles = 32;

    public WinogradWeightGradientKernel(string name, WinogradPlan plan, PlannedParameter weights, TensorOperand input, TensorOperand outputGradient, MemoryOperand weightGradient)
        : base(name)
    {
        Plan = plan;
        Weights = weights;
        Algorithm = CookToom.Create(plan.Sizes.Taps, plan.Algorithm.Outputs);
        Transforms = [SharedTransform.Input(Algorithm), SharedTransform.Filter(Algorithm), SharedTransform.Output(Algorithm)];
        Blocks = ChannelBlocks.Choose(plan);
        int temporary = Transforms.Max(shared => TransformEmitter.ScratchSize(shared.Transform));
        Operands = [input, outputGradient, weightGradient, new WorkerScratchOperand("scratch", TemporaryOffset + temporary)];
    }

    public WinogradPlan Plan { get; }

    public PlannedParameter Weights { get; }

    /// <summary>F(r, m): the gradients of an output tile are the filter, the weights' gradients the outputs.</summary>
    public CookToom Algorithm { get; }

    public ChannelBlocks Blocks { get; }

    public int OutputBlocks => Plan.Sizes.Outputs / Blocks.Outputs;

    /// <summary>Floats from one frequency's values to the next.</summary>
    public int ValueStride => Panels.OddLines(BlockTiles * Blocks.Channels);

    /// <summary>Floats from one frequency's gradients to the next.</summary>
    public int GradientStride => Panels.OddLines(BlockTiles * Blocks.Outputs);

    /// <summary>Floats from one frequency's sums to the next.</summary>
    public int SumStride => Panels.OddLines(Blocks.Channels * Blocks.Outputs);

    public int GradientsOffset => Plan.Frequencies * ValueStride;

    public int SumsOffset => GradientsOffset + (Plan.Frequencies * GradientStride);

    /// <summary>Where a square that reaches over a border is gathered.</summary>
    public int PatchOffset => SumsOffset + (Plan.Frequencies * SumStride);

    /// <summary>Where a transform keeps what it has between its passes.</summary>
    public int TemporaryOffset => PatchOffset + (Plan.Frequencies * Math.Max(Blocks.Channels, Blocks.Outputs));

    /// <summary>What each tile reads of the input.</summary>
    public Squares InputSquares => new(
        Name + "GatherInput", Plan.Sizes.Input, Blocks.Channels, Plan.Algorithm.Size, Plan.Algorithm.Outputs, Plan.Sizes.PaddingTop, Plan.Sizes.PaddingLeft);

    /// <summary>What each tile reads of the output's gradient.</summary>
    public Squares GradientSquares => new(Name + "GatherGradient", Plan.Sizes.Output, Blocks.Outputs, Plan.Algorithm.Outputs, Plan.Algorithm.Outputs, 0, 0);

    public override IReadOnlyList<SharedTransform> Transforms { get; }

    public override string Formula => $"weightGradient[o, c, ky, kx] = sum over n, y, x of input[n, {ConvolutionFormula.Position("y", 1, 1, -Plan.Sizes.PaddingTop)}, "
        + $"{ConvolutionFormula.Position("x", 1, 1, -Plan.Sizes.PaddingLeft)}, c] * outputGradient[n, y, x, o]";

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => Plan.Sizes.Depth / Blocks.Channels * OutputBlocks;

    public override BatchSum? SumOverBatch => new((MemoryOperand)Operands[2], Weights);

    public override long WorkPerSample => (long)Plan.Cost;

    public override string Title => KernelTitle.Convolution("Winograd", Plan.Sizes.Taps, Plan.Sizes.Taps, Plan.Sizes.Input.Shape, Plan.Sizes.Output.Shape) + "WeightGradient";

    public override string DescribePlan()
    {
        List<string> lines =
        [
            $"Winograd F({Algorithm.Outputs}x{Algorithm.Outputs}, {Algorithm.Taps}x{Algorithm.Taps}): {Literals.Grouped(Plan.Multiplications)} multiplications a sample instead of {Literals.Grouped(Plan.Sizes.DirectWork)}",
            $"{Literals.Count(Units, "unit")} of {Blocks.Channels} channels x {Blocks.Outputs} outputs, each the owner of its weights, {BlockTiles} tiles at a time",
        ];
        foreach (RegisterClass registers in RegisterClass.For(Panels.Largest))
        {
            foreach (OutputBlock block in registers.OutputBlocks(Blocks.Outputs, Panels.Largest))
                lines.Add($"{registers.Name.ToLowerInvariant()}: channels {Literals.Parts(Heights(registers, block.Vectors))} x {Literals.Count(block.Vectors, "vector")} of outputs in registers");
        }

        return string.Join("\n", lines);
    }

    /// <summary>Channels of the register tiles.</summary>
    public IReadOnlyList<int> Heights(RegisterClass registers, int vectors) => JitBudget.Split(Blocks.Channels, registers.MostColumns(vectors));

    public override void Emit(SourceWriter writer) => WinogradWeightGradientEmitter.Emit(writer, this);
}
