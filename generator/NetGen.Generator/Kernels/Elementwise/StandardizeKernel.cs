using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output = (input - mean) * scale, channel by channel.</summary>
internal sealed class StandardizeKernel(string name, TensorOperand input, MemoryOperand mean, MemoryOperand scale, TensorOperand output) : Kernel(name)
{
    public override string Formula => "output[c] = (input[c] - mean[c]) * scale[c]";

    public override IReadOnlyList<Operand> Operands { get; } = [input, mean, scale, output];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"StandardizationOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => "channels outside, pixels inside: mean and scale stay in registers";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitChannels(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector center = TVector.Load(ref Unsafe.Add(ref {mean.Name}, channel));");
        writer.Line($"TVector scales = TVector.Load(ref Unsafe.Add(ref {scale.Name}, channel));");
        ChannelLoops.EmitPixels(writer, [input, output], "samples", _ => writer.Line(
            $"TVector.Store((TVector.Load(ref {ChannelLoops.Pixel(input)}) - center) * scales, ref {ChannelLoops.Pixel(output)});"));
        channels.Dispose();
    }
}
