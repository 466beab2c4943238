using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// dWeights[ky, kx, c] = sum over samples and pixels of input[y', x', c] * dOutput[y, x, c]. Every weight has one owner, who adds over the
/// whole batch in order.
/// </summary>
internal sealed class DepthwiseGradientKernel(
    string name, DepthwiseGradientPlan plan, TensorOperand input, TensorOperand outputGradient, MemoryOperand weightGradient)
    : Kernel(name)
{
    public DepthwiseGradientPlan Plan { get; } = plan;

    public override string Formula => ConvolutionFormula.OfWeights(Operands, "y + ky", "x + kx", isDepthwise: true);

    public override IReadOnlyList<Operand> Operands { get; } = [input, outputGradient, weightGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => Plan.Units;

    public override BatchSum? SumOverBatch => new(weightGradient, Plan.Weights);

    public override long WorkPerSample => (long)Plan.Output.Shape.Positions * Plan.Weights.PackedSize;

    public override string Title => KernelTitle.Convolution("DepthwiseConvolution", Plan.Weights.Spec.Rows, Plan.Weights.Spec.Columns, Plan.Input.Shape, Plan.Output.Shape) + "WeightGradient";

    public override string DescribePlan()
    {
        string blocks = string.Join(", ", Plan.Blocks.GroupBy(block => (block.Rows, block.Section.Count)).Select(
            sizes => $"{Literals.Integer(sizes.Count())} of {sizes.Key.Rows}x{sizes.Key.Count} taps"));
        return $"depthwise: {Literals.Count(Units, "unit")}, each the owner of its weights\n"
            + $"blocks of {Plan.Weights.Panel} channels: {blocks}\n"
            + "sums over a sample's pixels in registers, over samples in memory; taps outside the input are left out";
    }

    public override void Emit(SourceWriter writer) => DepthwiseGradientEmitter.Emit(writer, this);
}
