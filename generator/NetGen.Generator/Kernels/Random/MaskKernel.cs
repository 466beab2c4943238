using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A mask for each sample, keyed by seed, layer, step, sample and element: what is read several times, so that it is not drawn where it is used.</summary>
/// <param name="rate">The share that is 0; the rest is 1 / (1 - rate).</param>
/// <param name="layer">Of the stream.</param>
internal sealed class MaskKernel(string name, double rate, int layer, TensorOperand mask) : Kernel(name)
{
    public override string Formula => $"mask = 0 with probability {Literals.Short(rate)}, else 1 / {Literals.Short(1 - rate)}";

    public override IReadOnlyList<Operand> Operands { get; } =
    [
        mask,
        new ScalarOperand("ulong", "seed", "pass.Seed"),
        new ScalarOperand("int", "layer", Literals.Integer(layer)),
        new ScalarOperand("long", "step", "pass.Step"),
        new ScalarOperand("int", "firstSample", ScalarOperand.SampleIndex),
    ];

    public override long WorkPerSample => 8L * mask.Tensor.Extent;

    public override string Title => $"MaskOf{KernelTitle.Values(mask.Tensor.Shape)}";

    public override string DescribePlan() => "drawn once for a sample; inference leaves it out";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line($"DropoutMask.Fill(ref mask, {Panels.RoundUp(mask.Tensor.Extent, Panels.Largest)}, {Literals.Single(rate)}, seed, layer, step, firstSample + sample);");
        writer.Line($"mask = ref Unsafe.Add(ref mask, {mask.Tensor.Storage.SampleStride});");
    }
}
