using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A convolution in groups that are smaller than a vector. Vectors hold results of neighbouring groups; what each lane reads is put side by side
/// in scratch memory, row by row, and then the convolution is one of channel by channel. With mirrored taps and transposed
/// weights it serves the gradient of the input.
/// </summary>
internal sealed class GroupedConvolutionKernel : Kernel
{
    /// <param name="name">The method's name.</param>
    /// <param name="lanes">The groups.</param>
    /// <param name="sizes">What is convolved: one group whose outputs are those of all, a depth of what each group reads.</param>
    /// <param name="input">Values or output gradients that are gathered.</param>
    /// <param name="weights">Packed for <paramref name="sizes"/>.</param>
    /// <param name="bias">What the sums start with, or null.</param>
    /// <param name="output">Where the results go; pixels padded to whole panels.</param>
    /// <param name="rectify">Whether a ReLU is applied before the store.</param>
    /// <param name="unrolling">Whether the loop over a group's channels is to be written out.</param>
    public GroupedConvolutionKernel(
        string name,
        GroupLanes lanes,
        ConvolutionSizes sizes,
        TensorOperand input,
        Operand weights,
        Operand? bias,
        TensorOperand output,
        bool rectify,
        UnrollPolicy unrolling)
        : base(name)
    {
        Lanes = lanes;
        Source = sizes.Input;
        Sizes = sizes with { Input = GroupLanes.Spread(sizes.Input, sizes.Depth, sizes.Panel) };
        HasBias = bias is not null;
        Rectifies = rectify;
        IsUnrolled = unrolling.WritesOutConvolution(sizes.Columns.Max(columns => columns.Taps), sizes.Depth);
        Plans = [.. RegisterClass.For(sizes.Panel).Select(registers => new GroupedConvolutionPlan(Sizes, registers, IsUnrolled))];
        Rings = [.. sizes.Rows.Select(rows => RowRing.Choose(rows, sizes.Input.Shape.Height))];
        WorkerScratchOperand scratch = new("scratch", Rings.Max(ring => ring.Rows) * Sizes.InputRowStride);
        Operands = bias is null ? [input, weights, scratch, output] : [input, weights, bias, scratch, output];
    }

    public GroupLanes Lanes { get; }

    /// <summary>The input as it lies in memory.</summary>
    public TensorValue Source { get; }

    /// <summary>What the tiles convolve: the input put side by side.</summary>
    public ConvolutionSizes Sizes { get; }

    public IReadOnlyList<GroupedConvolutionPlan> Plans { get; }

    /// <summary>A ring for each set of rows.</summary>
    public IReadOnlyList<RowRing> Rings { get; }

    public override string Formula => ConvolutionFormula.Of(Operands, Sizes, HasBias, "c in o's group");

    public override IReadOnlyList<Operand> Operands { get; }

    public bool HasBias { get; }

    public bool Rectifies { get; }

    /// <summary>Whether a group's channels are written out too, and not kernel columns alone.</summary>
    public bool IsUnrolled { get; }

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample
        => (long)Sizes.Output.Shape.Positions * Sizes.KernelRows * Sizes.KernelColumns * Sizes.Depth * Sizes.Outputs / (Sizes.Rows.Count * Sizes.Columns.Count);

    // Gradients of strided convolutions have several interleaved sets of rows.
    public override int SampleUnits => Sizes.Rows.Count == 1 ? Sizes.Rows[0].Count : 1;

    public override string Title => KernelTitle.Gathering("GroupedConvolution", Sizes with { Input = Source }, isGradient: GivesGradient) + (Rectifies ? "ReLU" : "") + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        List<string> lines =
        [
            $"{Lanes.Groups} groups side by side: a vector holds results of several, and {Literals.Count(Lanes.Depth, "vector")} of a pixel what they read",
            $"put side by side row by row, in rings of {string.Join(", ", Rings.Select(ring => Literals.Count(ring.Rows, "row")))} of {Literals.Grouped(Sizes.InputRowStride)} floats",
        ];
        foreach (GroupedConvolutionPlan plan in Plans)
        {
            string widths = Literals.Parts([.. plan.Tiles.Tiles.Select(tile => plan.Tiles.Variants[tile.Variant].Columns)]);
            int taps = plan.Tiles.Variants.Max(variant => variant.Taps.Count);
            lines.Add(
                $"{plan.Registers.Name.ToLowerInvariant()}: columns {widths} in registers, {Literals.Count(taps, "kernel column")} unrolled, {Literals.Count(plan.Tiles.Variants.Count, "method")}");
        }

        if (Sizes.IsTrimmed) lines.Add("taps outside the input are left out: columns when generated, rows by shorter loops");
        if (IsUnrolled) lines.Add($"{Literals.Count(Sizes.Depth, "channel")} of a group written out, within {JitBudget.VectorCalls} vector operations, as asked for");
        if (Rectifies) lines.Add("ReLU before the store");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => GroupedConvolutionEmitter.Emit(writer, this);
}
