using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output = input where it is positive, slope[c] * input elsewhere; in place where there is no input besides the output.</summary>
/// <param name="isShared">Whether there is one slope for all channels.</param>
internal sealed class SlopeForwardKernel(string name, bool isShared, TensorOperand? input, MemoryOperand slope, TensorOperand output) : Kernel(name)
{
    private readonly TensorOperand _source = input ?? output;

    public override string Formula => $"{output.Name}[c] = max(0, {_source.Name}[c]) + {SlopeText.Formula(isShared)} * min(0, {_source.Name}[c])";

    public override IReadOnlyList<Operand> Operands { get; } = input is null ? [slope, output] : [input, slope, output];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"{SlopeText.Title(isShared)}Of{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan()
        => (isShared ? "the slope stays in a register" : "channels outside, pixels inside: a channel's slope stays in a register") + (input is null ? "; in place" : "");

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitChannels(writer, this, output.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector slopes = {SlopeText.Load(isShared, slope)};");
        ChannelLoops.EmitPixels(writer, input is null ? [output] : [input, output], "samples", _ =>
        {
            writer.Line($"TVector value = TVector.Load(ref {ChannelLoops.Pixel(_source)});");
            writer.Line($"TVector.Store(TVector.Select(TVector.LessThan(TVector.Zero, value), value, value * slopes), ref {ChannelLoops.Pixel(output)});");
        });
        channels.Dispose();
    }
}

/// <summary>dInput = dOutput where the input is positive, slope[c] * dOutput elsewhere.</summary>
/// <param name="isShared">Whether there is one slope for all channels.</param>
internal sealed class SlopeInputGradientKernel(
    string name, bool isShared, TensorOperand input, MemoryOperand slope, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => $"inputGradient[c] = outputGradient[c] * (input[c] > 0 ? 1 : {SlopeText.Formula(isShared)})";

    public override IReadOnlyList<Operand> Operands { get; } = [input, slope, outputGradient, inputGradient];

    public override long WorkPerSample => input.Tensor.Extent;

    public override string Title => $"{SlopeText.Title(isShared)}InputGradientOf{KernelTitle.Values(input.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "channels outside, pixels inside" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitChannels(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector slopes = {SlopeText.Load(isShared, slope)};");
        ChannelLoops.EmitPixels(writer, [input, outputGradient, inputGradient], "samples", _ =>
        {
            writer.Line($"TVector gradient = TVector.Load(ref {ChannelLoops.Pixel(outputGradient)});");
            writer.Line($"TVector result = TVector.Select(TVector.LessThan(TVector.Zero, TVector.Load(ref {ChannelLoops.Pixel(input)})), gradient, gradient * slopes);");
            if (Accumulates) writer.Line($"result += TVector.Load(ref {ChannelLoops.Pixel(inputGradient)});");
            writer.Line($"TVector.Store(result, ref {ChannelLoops.Pixel(inputGradient)});");
        });
        channels.Dispose();
    }
}

/// <summary>dSlope[c] = sum of dOutput * input over the samples and pixels whose input is not positive.</summary>
internal sealed class SlopeGradientKernel(string name, TensorOperand input, TensorOperand outputGradient, MemoryOperand slopeGradient) : Kernel(name)
{
    public override string Formula => "slopeGradient[c] = sum over samples and pixels of min(0, input[c]) * outputGradient[c]";

    public override IReadOnlyList<Operand> Operands { get; } = [input, outputGradient, slopeGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => input.Tensor.Pitch / ChannelLoops.Panel(input.Tensor);

    public override long WorkPerSample => input.Tensor.Extent;

    public override string Title => $"SlopesGradientOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(input.Tensor)} channels over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        new ChannelSums(writer, [input, outputGradient], "sum").Emit(term =>
        {
            writer.Line($"TVector value = {term.Load(input)};");
            writer.Line($"{term.Sum("sum")} += TVector.Select(TVector.LessThan(TVector.Zero, value), TVector.Zero, {term.Load(outputGradient)} * value);");
        });
        writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {slopeGradient.Name}, channel));");
        channels.Dispose();
    }
}

/// <summary>What depends on whether channels have slopes of their own.</summary>
internal static class SlopeText
{
    public static string Formula(bool isShared) => isShared ? "slope" : "slope[c]";

    public static string Title(bool isShared) => isShared ? "Slope" : "Slopes";

    public static string Load(bool isShared, MemoryOperand slope)
        => isShared ? $"TVector.Broadcast({slope.Name})" : $"TVector.Load(ref Unsafe.Add(ref {slope.Name}, channel))";
}
