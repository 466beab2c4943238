using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// The input gradient of a dense layer: dInput[row, k] = sum over o of dOutput[row, o] * weights[k, o]. The weights of a few inputs at a
/// time are transposed into scratch memory, which stays in cache while all rows are multiplied with them: no transposed copy of what may be
/// the largest thing in the network.
/// </summary>
internal sealed class TransposedMultiplyKernel : Kernel
{
    /// <summary>Inputs whose weights are transposed at a time: two panels.</summary>
    public const int BlockInputs = 2 * Panels.Largest;

    // Larger matrices are divided by inputs, so that no two workers transpose the same weights.
    private const int MostSharedWeights = 32 * 1024;

    private readonly UnrollPolicy _unrolling;

    public TransposedMultiplyKernel(
        string name,
        PlannedParameter weights,
        TensorOperand outputGradient,
        MemoryOperand weightOperand,
        TensorOperand inputGradient,
        UnrollPolicy unrolling)
        : base(name)
    {
        _unrolling = unrolling;
        Weights = weights;
        OutputGradient = outputGradient.Tensor;
        InputGradient = inputGradient.Tensor;
        Axis = weights.PackedSize > MostSharedWeights ? WorkAxis.Units : WorkAxis.Samples;
        Operands = [outputGradient, weightOperand, inputGradient, new WorkerScratchOperand("scratch", BlockInputs * PaddedOutputs)];
    }

    public PlannedParameter Weights { get; }

    public TensorValue OutputGradient { get; }

    public TensorValue InputGradient { get; }

    /// <summary>Outputs of the layer, padded; only the real ones are summed over.</summary>
    public int PaddedOutputs => Weights.PanelsPerGroup * Weights.Panel;

    /// <summary>Blocks of inputs; the last may be smaller.</summary>
    public int Blocks => (Weights.Depth + BlockInputs - 1) / BlockInputs;

    public override string Formula => "inputGradient[n, k] = sum over o of outputGradient[n, o] * weights[k, o]";

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis { get; }

    public override int Units => Blocks;

    public override long WorkPerSample => (long)Weights.Depth * Weights.Outputs;

    public override Granularity Granularity => Granularity.Chunk;

    /// <summary>Whether the kernel can be used: whole panels, and a row for each sample.</summary>
    public static bool IsPossible(PlannedParameter weights, TensorValue output)
        => weights.Panel == Panels.Largest && weights.Groups == 1 && output.Shape.Positions == 1;

    public override string Title => KernelTitle.Product(Weights.Depth, Weights.Outputs, OutputGradient.Shape) + "InputGradient" + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        List<string> lines =
        [
            $"the weights of {BlockInputs} inputs at a time are transposed into {Literals.Grouped(BlockInputs * PaddedOutputs)} floats of scratch memory",
        ];
        foreach (RegisterClass registers in RegisterClass.For(Panels.Largest))
            lines.Add($"{registers.Name.ToLowerInvariant()}: rows {string.Join(", ", Tiles(registers, 2).Heights)} x 2 vectors of inputs in registers");
        lines.Add(Axis == WorkAxis.Units ? $"{Literals.Count(Blocks, "unit")}, so that no two workers transpose the same weights" : "so few weights that every worker transposes them itself");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    /// <summary>The tiles by which a register class covers the rows.</summary>
    public RowTiles Tiles(RegisterClass registers, int vectors) => new(registers.MostColumns(vectors), _unrolling.SmallerHeights);

    /// <summary>Vectors of inputs in the tiles: pairs, and singles where in the wide class an odd panel may be left.</summary>
    public IReadOnlyList<int> TileVectors(RegisterClass registers)
        => registers == RegisterClass.Wide && Panels.RoundUp(Weights.Depth, Panels.Largest) % BlockInputs != 0 ? [2, 1] : [2];

    public override void Emit(SourceWriter writer) => TransposedMultiplyEmitter.Emit(writer, this);
}
