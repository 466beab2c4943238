using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A convolution of each channel with a kernel of its own. A vector holds channels of one pixel, so nothing is broadcast; every pixel
/// loaded is used for all kernel columns that touch it. With mirrored taps it serves the gradient of the input, by the same weights.
/// </summary>
internal sealed class DepthwiseConvolutionKernel : Kernel
{
    /// <param name="name">The method's name.</param>
    /// <param name="sizes">What is convolved: one group whose outputs are the channels, a depth of 1.</param>
    /// <param name="input">Values or output gradients that are gathered; pixels padded to whole panels.</param>
    /// <param name="weights">Packed for <paramref name="sizes"/>.</param>
    /// <param name="bias">What the sums start with, or null.</param>
    /// <param name="output">Where the results go; pixels padded to whole panels.</param>
    /// <param name="rectify">Whether a ReLU is applied before the store.</param>
    public DepthwiseConvolutionKernel(
        string name, ConvolutionSizes sizes, TensorOperand input, MemoryOperand weights, MemoryOperand? bias, TensorOperand output, bool rectify)
        : base(name)
    {
        Sizes = sizes;
        HasBias = bias is not null;
        Rectifies = rectify;
        Operands = bias is null ? [input, weights, output] : [input, weights, bias, output];
        Plans = [.. RegisterClass.For(sizes.Panel).Select(registers => new DepthwiseConvolutionPlan(sizes, registers))];
    }

    public ConvolutionSizes Sizes { get; }

    public IReadOnlyList<DepthwiseConvolutionPlan> Plans { get; }

    public override string Formula => ConvolutionFormula.Of(Operands, Sizes, HasBias, "o = c");

    public override IReadOnlyList<Operand> Operands { get; }

    public bool HasBias { get; }

    public bool Rectifies { get; }

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample
        => (long)Sizes.Output.Shape.Positions * Sizes.KernelRows * Sizes.KernelColumns * Sizes.Outputs / (Sizes.Rows.Count * Sizes.Columns.Count);

    // Gradients of strided convolutions have several interleaved sets of rows.
    public override int SampleUnits => Sizes.Rows.Count == 1 ? Sizes.Rows[0].Count : 1;

    public override string Title => KernelTitle.Gathering("DepthwiseConvolution", Sizes, isGradient: GivesGradient) + (Rectifies ? "ReLU" : "") + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        List<string> lines = ["depthwise: vectors run along the channels, which lie side by side"];
        foreach (DepthwiseConvolutionPlan plan in Plans)
        {
            string widths = Literals.Parts([.. plan.Tiles.Tiles.Select(tile => plan.Tiles.Variants[tile.Variant].Columns)]);
            int taps = plan.Tiles.Variants.Max(variant => variant.Taps.Count);
            lines.Add(
                $"{plan.Registers.Name.ToLowerInvariant()}: columns {widths} in registers, {Literals.Count(taps, "kernel column")} unrolled, {Literals.Count(plan.Tiles.Variants.Count, "method")}");
        }

        if (Sizes.IsTrimmed) lines.Add("taps outside the input are left out: columns when generated, rows by shorter loops");
        if (Rectifies) lines.Add("ReLU before the store");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => DepthwiseConvolutionEmitter.Emit(writer, this);
}
