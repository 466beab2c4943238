using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>
/// dWeights[ky, kx, c, o] = sum over samples and pixels of input[y', x', c] * dOutput[y, x, o]. Every weight has one owner, who adds
/// over the whole batch in order: no per-thread copies, no reduction.
/// </summary>
internal sealed class WeightGradientKernel : Kernel
{
    public WeightGradientKernel(string name, GradientSizes sizes, TensorOperand input, TensorOperand outputGradient, ParameterOperand weightGradient, UnrollPolicy unrolling)
        : base(name)
    {
        Plan = new WeightGradientPlan(sizes, unrolling);
        Operands = [input, outputGradient, weightGradient];
    }

    public WeightGradientPlan Plan { get; }

    public GradientSizes Sizes => Plan.Sizes;

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => Plan.Units;

    public override long WorkPerSample => (long)Sizes.Output.Shape.Positions * Sizes.Weights.PackedSize;

    /// <summary>Whether the sum runs over the batch at once: a dense layer, whose samples are evenly spaced rows.</summary>
    public bool SumsOverBatch
        => Sizes.KernelRows * Sizes.KernelColumns == 1 && Sizes.Output.Shape.Positions == 1 && Sizes.Input.Shape.Positions == 1;

    public override string DescribePlan()
    {
        List<string> lines = [$"{Literals.Grouped(Units)} unit(s), each the owner of its weights over the whole batch"];
        foreach (RegisterClass registers in RegisterClass.For(Sizes.Weights.Panel))
        {
            string heights = string.Join("+", Plan.IsShallow
                ? Plan.ShallowTiles(registers).Select(tile => Literals.Integer(tile.Count))
                : Plan.Heights(registers, Plan.SectionLength).Select(height => Literals.Integer(height)));
            string of = Plan.IsShallow ? "kernel columns x channels" : "channels";
            lines.Add($"{registers.Name.ToLowerInvariant()}: {of} {heights} x {Plan.Vectors(registers)} vector(s) of outputs in registers");
        }

        lines.Add(SumsOverBatch ? "sums over the batch in registers" : "sums over a sample's pixels in registers, over samples in memory");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => WeightGradientEmitter.Emit(writer, this);
}
