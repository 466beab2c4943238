using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Transforms a convolution's weights for <see cref="WinogradConvolutionKernel"/>: [panel][row][column][input][lane] becomes
/// [frequency][panel][input][lane].
/// </summary>
/// <param name="name">The method's name.</param>
/// <param name="plan">The convolution's.</param>
/// <param name="source">The packed weights, or for an input's gradient the transposed ones.</param>
/// <param name="target">Where they go.</param>
/// <param name="isMirrored">Whether rows and columns are read backwards: a gradient is gathered with the kernel turned round.</param>
internal sealed class WinogradWeightsKernel(string name, WinogradPlan plan, Operand source, Operand target, bool isMirrored) : Kernel(name)
{
    public override string Formula => $"{target.Name}[o, c] = G {source.Name}[o, c] G^T" + (isMirrored ? ", rows and columns of the kernel backwards" : "");

    public override IReadOnlyList<Operand> Operands { get; } =
        [source, target, new WorkerScratchOperand("scratch", TransformEmitter.ScratchSize(new LinearTransform(plan.Algorithm.Filter)))];

    public override IReadOnlyList<SharedTransform> Transforms => [SharedTransform.Filter(plan.Algorithm)];

    public override WorkAxis Axis => WorkAxis.Units;

    public override bool FillsScratch => true;

    public override int Units => plan.Sizes.Outputs / Panels.Largest * plan.Sizes.Depth;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => MultiplyAddsPerFloat * Size(plan);

    public override string Title => $"{(isMirrored ? "Mirrored" : "Transformed")}Weights{Literals.Integer(plan.Sizes.Taps)}x{Literals.Integer(plan.Sizes.Taps)}"
        + KernelTitle.FromTo(plan.Sizes.Input.Shape.Channels, plan.Sizes.Output.Shape.Channels);

    public override string DescribePlan()
        => $"{Literals.Grouped(Size(plan))} transformed weights, whenever they have changed" + (isMirrored ? "; the kernel turned round" : "");

    /// <summary>Floats of the transformed weights.</summary>
    public static int Size(WinogradPlan plan) => checked((int)plan.TransformedSize);

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, Panels.Largest);
        writer.Line();
        EmitWalk(writer);
    }

    private void EmitWalk(SourceWriter writer)
    {
        int taps = plan.Sizes.Taps;
        int column = plan.Sizes.Depth * Panels.Largest;
        int frequency = plan.WeightStride;
        int first = isMirrored ? ((taps * taps) - 1) * column : 0;
        int sign = isMirrored ? -1 : 1;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        writer.Line($"int panel = unit / {plan.Sizes.Depth};");
        writer.Line($"int input = unit % {plan.Sizes.Depth};");
        writer.Line($"ref float from = ref Unsafe.Add(ref {source.Name}, (panel * {taps * taps * column}) + {Expressions.Plus($"(input * {Panels.Largest})", Literals.Integer(first))});");
        writer.Line($"ref float to = ref Unsafe.Add(ref {target.Name}, unit * {Panels.Largest});");
        using SourceWriter.BlockScope lanes = writer.Block($"for (int lane = 0; lane < {Panels.Largest}; lane += TVector.Count)");
        writer.Line(
            $"{Transforms[0].Name}<TVector>(ref Unsafe.Add(ref from, lane), {sign * taps * column}, {sign * column}, ref Unsafe.Add(ref to, lane), "
            + $"{plan.Algorithm.Size * frequency}, {frequency}, ref scratch);");
    }
}
