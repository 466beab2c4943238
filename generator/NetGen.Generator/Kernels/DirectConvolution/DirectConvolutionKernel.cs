using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A convolution computed where it stands: no unfolding, no padding buffer. It serves forward passes and, with transposed weights and
/// mirrored taps, the gradients of inputs.
/// </summary>
internal sealed class DirectConvolutionKernel : Kernel
{
    private readonly Operand? _bias;
    private readonly bool _rectify;

    /// <param name="name">The method's name.</param>
    /// <param name="sizes">What is convolved.</param>
    /// <param name="input">Values or output gradients that are gathered.</param>
    /// <param name="weights">Packed for <paramref name="sizes"/>.</param>
    /// <param name="bias">What the sums start with, or null.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="rectify">Whether a ReLU is applied before the store.</param>
    /// <param name="unrolling">Whether the loop over channels is to be written out.</param>
    public DirectConvolutionKernel(
        string name, ConvolutionSizes sizes, TensorOperand input, Operand weights, Operand? bias, TensorOperand output, bool rectify, UnrollPolicy unrolling)
        : base(name)
    {
        Sizes = sizes;
        _bias = bias;
        _rectify = rectify;
        Operands = bias is null ? [input, weights, output] : [input, weights, bias, output];
        IsUnrolled = unrolling.WritesOutConvolution(sizes.Columns.Max(columns => columns.Taps), sizes.Depth);
        Plans = [.. RegisterClass.For(sizes.Panel).Select(registers => new DirectConvolutionPlan(sizes, registers, IsUnrolled))];
    }

    public ConvolutionSizes Sizes { get; }

    /// <summary>Whether input channels are written out too, and not kernel columns alone.</summary>
    public bool IsUnrolled { get; }

    public IReadOnlyList<DirectConvolutionPlan> Plans { get; }

    public override string Formula => ConvolutionFormula.Of(Operands, Sizes, _bias is not null);

    public override IReadOnlyList<Operand> Operands { get; }

    public bool HasBias => _bias is not null;

    public bool Rectifies => _rectify;

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample
        => (long)Sizes.Output.Shape.Positions * Sizes.KernelRows * Sizes.KernelColumns * Sizes.Depth * Sizes.Groups * Sizes.Outputs
            / (Sizes.Rows.Count * Sizes.Columns.Count);

    // A forward convolution has one row of results after the other; gradients of strided ones have several interleaved sets.
    public override int SampleUnits => Sizes.Rows.Count == 1 ? Sizes.Rows[0].Count : 1;

    public override string Title => KernelTitle.Gathering("Convolution", Sizes, isGradient: GivesGradient) + (_rectify ? "ReLU" : "") + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        List<string> lines = [];
        foreach (DirectConvolutionPlan plan in Plans)
        {
            foreach (ConvolutionBlock block in plan.Blocks)
            {
                string widths = Literals.Parts([.. block.Tiles.Select(tile => block.Variants[tile.Variant].Columns)]);
                int taps = block.Variants.Max(variant => variant.Taps.Count);
                lines.Add(
                    $"{plan.Registers.Name.ToLowerInvariant()}: columns {widths} x {Literals.Count(block.Outputs.Vectors, "vector")} of outputs in registers, "
                    + $"{Literals.Count(taps, "kernel column")} unrolled, {Literals.Count(block.Variants.Count, "method")}");
            }
        }

        if (Sizes.IsTrimmed) lines.Add("taps outside the input are left out: columns when generated, rows by shorter loops");
        if (Sizes.IsColumnByColumn) lines.Add("kernel column by kernel column, as a stream would sum");
        if (Sizes.Panel == 1) lines.Add("no vectors: the groups' outputs do not fill one");
        if (IsUnrolled) lines.Add($"{Literals.Count(Sizes.Depth, "input channel")} written out, within {JitBudget.VectorCalls} vector operations, as asked for");
        if (_rectify) lines.Add("ReLU before the store");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => DirectConvolutionEmitter.Emit(writer, this);
}
