using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Copies channels of each pixel from one layout to another: concatenation, flattening of padded pixels, padding of the input.</summary>
/// <param name="sourceChannel">First channel read.</param>
/// <param name="targetChannel">First channel written.</param>
/// <param name="channels">Channels copied.</param>
/// <param name="positions">Pixels copied.</param>
internal sealed class CopyChannelsKernel(
    string name, TensorOperand source, int sourcePitch, int sourceChannel, TensorOperand target, int targetPitch, int targetChannel, int channels, int positions)
    : Kernel(name)
{
    public override string Formula => $"{target.Name}[{Range(targetChannel)}] = {source.Name}[{Range(sourceChannel)}], pixel by pixel";

    public override IReadOnlyList<Operand> Operands { get; } = [source, target];

    public override long WorkPerSample => (long)channels * positions;

    public override string Title => $"Copy{Literals.Integer(channels)}ChannelsOf{Literals.Integer(positions)}Pixels" + KernelTitle.Added(this);

    public override string DescribePlan() => $"{Literals.Count(channels, "channel")} of {Literals.Count(positions, "pixel")}" + (Accumulates ? ", added to what another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        string Place(TensorOperand operand, int channel) => Expressions.Plus($"sample * (nint){operand.Tensor.Storage.SampleStride}", Literals.Integer(channel));
        writer.Line($"ref float from = ref Unsafe.Add(ref {source.Name}, {Place(source, sourceChannel)});");
        writer.Line($"ref float to = ref Unsafe.Add(ref {target.Name}, {Place(target, targetChannel)});");
        using SourceWriter.BlockScope? pixels = writer.Loop("pixel", positions, out _);
        if (channels == 1)
        {
            writer.Line($"to {(Accumulates ? "+=" : "=")} from;");
        }
        else if (Accumulates)
        {
            writer.Line($"for (int channel = 0; channel < {channels}; channel++) Unsafe.Add(ref to, channel) += Unsafe.Add(ref from, channel);");
        }
        else
        {
            writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref from, {channels}).CopyTo(MemoryMarshal.CreateSpan(ref to, {channels}));");
        }

        if (positions == 1) return;
        writer.Line($"from = ref Unsafe.Add(ref from, {sourcePitch});");
        writer.Line($"to = ref Unsafe.Add(ref to, {targetPitch});");
    }

    private string Range(int first) => $"{first}..{first + channels}";
}
