using NetGen.Generator.Machine;
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

/// <summary>output = input times a random mask of 0 and 1 / (1 - rate), keyed by seed, layer, step, sample and element.</summary>
internal sealed class DropoutForwardKernel : Kernel
{
    private readonly double _rate;
    private readonly TensorOperand _input;
    private readonly TensorOperand _mask;
    private readonly TensorOperand _output;

    public DropoutForwardKernel(string name, double rate, int layer, TensorOperand input, TensorOperand mask, TensorOperand output)
        : base(name)
    {
        _rate = rate;
        _input = input;
        _mask = mask;
        _output = output;
        Operands =
        [
            input, mask, output,
            new ScalarOperand("ulong", "seed", "pass.Seed"),
            new ScalarOperand("int", "layer", Literals.Integer(layer)),
            new ScalarOperand("long", "step", "pass.Step"),
            new ScalarOperand("int", "firstSample", ScalarOperand.SampleIndex),
        ];
    }

    public override string Formula => $"output = input * mask, where mask is 0 with probability {Literals.Short(_rate)} and else 1 / {Literals.Short(1 - _rate)}";

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => 8L * _output.Tensor.Extent;

    public override string Title => $"DropoutOf{KernelTitle.Values(_output.Tensor.Shape)}";

    public override string DescribePlan() => "the mask is kept for the backward pass; inference leaves the layer out";

    public override void Emit(SourceWriter writer)
    {
        int extent = Panels.RoundUp(_output.Tensor.Extent, Panels.Largest);
        KernelDispatch.EmitCommon(writer, this, Panels.Largest);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line($"DropoutMask.Fill(ref {_mask.Name}, {extent}, {Literals.Single(_rate)}, seed, layer, step, firstSample + sample);");
        using (writer.Block($"for (int i = 0; i < {extent}; i += TVector.Count)"))
        {
            writer.Line(
                $"TVector.Store(TVector.Load({RegisterTile.At(_input.Name, "i")}) * TVector.Load({RegisterTile.At(_mask.Name, "i")}), {RegisterTile.At(_output.Name, "i")});");
        }

        foreach (TensorOperand operand in new[] { _input, _mask, _output })
        {
            writer.Line($"{operand.Name} = ref Unsafe.Add(ref {operand.Name}, {operand.Tensor.Storage.SampleStride});");
        }
    }
}
