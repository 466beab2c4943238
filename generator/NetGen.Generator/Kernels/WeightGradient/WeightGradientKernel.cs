using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// dWeights[ky, kx, c, o] = sum over samples and pixels of input[y', x', c] * dOutput[y, x, o]. Every weight has one owner, who adds
/// over the whole batch in order, or, where weights are few, over one part of it after the other (<see cref="KernelInParts"/>).
/// </summary>
internal sealed class WeightGradientKernel : Kernel
{
    public WeightGradientKernel(string name, GradientSizes sizes, TensorOperand input, TensorOperand outputGradient, MemoryOperand weightGradient, UnrollPolicy unrolling)
        : base(name)
    {
        Plan = new WeightGradientPlan(sizes, unrolling);
        Operands = [input, outputGradient, weightGradient];
    }

    public WeightGradientPlan Plan { get; }

    public GradientSizes Sizes => Plan.Sizes;

    public override string Formula => SumsOverBatch
        ? $"weightGradient[k, o] = sum over n of {Operands[0].Name}[n, k] * {Operands[1].Name}[n, o]"
        : ConvolutionFormula.OfWeights(
            Operands,
            Position("y", Sizes.StrideRows, Sizes.DilationRows, Sizes.PaddingTop),
            Position("x", Sizes.StrideColumns, Sizes.DilationColumns, Sizes.PaddingLeft),
            sample: "n, ");

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => Plan.Units;

    /// <summary>Where outputs are a range, the rest of the parameter is another kernel's; a sum over the batch in registers is not taken apart.</summary>
    public override BatchSum? SumOverBatch => SumsOverBatch || Sizes.Range is not null ? null : new((MemoryOperand)Operands[2], Sizes.Weights);

    public override long WorkPerSample => (long)Sizes.Output.Shape.Positions * Sizes.Weights.PackedSize;

    /// <summary>Whether the sum runs over the batch at once: a dense layer, whose samples are evenly spaced rows, and nothing but products of one and the same sample.</summary>
    public bool SumsOverBatch
        => Sizes.KernelRows * Sizes.KernelColumns == 1 && Sizes.PaddingTop == 0 && Sizes.Output.Shape.Positions == 1
            && Sizes.Input.Shape.Positions == 1;

    public override string Title => (SumsOverBatch
        ? KernelTitle.Product(Sizes.Depth, Sizes.Weights.Outputs, Sizes.Output.Shape)
        : KernelTitle.Convolution("Convolution", Sizes.KernelRows, Sizes.KernelColumns, Sizes.Input.Shape, Sizes.Output.Shape)) + "WeightGradient";

    public override string DescribePlan()
    {
        List<string> lines = [$"{Literals.Count(Units, "unit")}, each the owner of its weights"];
        foreach (RegisterClass registers in RegisterClass.For(Sizes.Weights.Panel))
        {
            string heights = Literals.Parts(Plan.IsShallow ? [.. Plan.ShallowTiles(registers).Select(tile => tile.Count)] : Plan.Heights(registers, Plan.SectionLength));
            string of = Plan.IsShallow ? "kernel columns x channels" : SumsOverBatch ? "inputs" : "channels";
            lines.Add($"{registers.Name.ToLowerInvariant()}: {of} {heights} x {Literals.Count(Plan.Vectors(registers), "vector")} of outputs in registers");
        }

        lines.Add(SumsOverBatch ? "sums over the batch in registers" : "sums over a sample's pixels in registers, over samples in memory");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => WeightGradientEmitter.Emit(writer, this);

    private static string Position(string axis, int stride, int dilation, int padding) => ConvolutionFormula.Position(axis, stride, dilation, -padding);
}
