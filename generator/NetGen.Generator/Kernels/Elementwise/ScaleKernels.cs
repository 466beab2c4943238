using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// result = source times a factor, one for each channel or one for all: a layer's values, and on the way back its gradient. In place where there is no
/// source besides the result.
/// </summary>
/// <param name="isShared">Whether there is one factor for all channels.</param>
internal sealed class ScaleKernel(string name, bool isShared, TensorOperand? source, MemoryOperand scale, TensorOperand result) : Kernel(name)
{
    private readonly TensorOperand _source = source ?? result;

    public override string Formula => isShared ? $"{result.Name} = scale * {_source.Name}" : $"{result.Name}[c] = scale[c] * {_source.Name}[c]";

    public override IReadOnlyList<Operand> Operands { get; } = source is null ? [scale, result] : [source, scale, result];

    public override long WorkPerSample => result.Tensor.Extent;

    public override string Title => $"{(isShared ? "Scale" : "Scales")}Of{KernelTitle.Values(result.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan()
        => (isShared ? "the factor stays in a register" : "channels outside, pixels inside: a channel's factor stays in a register")
            + (source is null ? "; in place" : "") + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitChannels(writer, this, result.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector scales = {(isShared ? $"TVector.Broadcast({scale.Name})" : $"TVector.Load(ref Unsafe.Add(ref {scale.Name}, channel))")};");
        ChannelLoops.EmitPixels(writer, source is null ? [result] : [source, result], "samples", _ =>
        {
            string product = $"TVector.Load(ref {ChannelLoops.Pixel(_source)}) * scales";
            if (Accumulates) product = $"TVector.Load(ref {ChannelLoops.Pixel(result)}) + ({product})";
            writer.Line($"TVector.Store({product}, ref {ChannelLoops.Pixel(result)});");
        });
        channels.Dispose();
    }
}

/// <summary>dScale[c] = sum of dOutput * input over the samples and pixels.</summary>
internal sealed class ScaleGradientKernel(string name, TensorOperand input, TensorOperand outputGradient, MemoryOperand scaleGradient) : Kernel(name)
{
    public override string Formula => "scaleGradient[c] = sum over samples and pixels of input[c] * outputGradient[c]";

    public override IReadOnlyList<Operand> Operands { get; } = [input, outputGradient, scaleGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => input.Tensor.Pitch / ChannelLoops.Panel(input.Tensor);

    public override long WorkPerSample => input.Tensor.Extent;

    public override string Title => $"ScalesGradientOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(input.Tensor)} channels over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        new ChannelSums(writer, [input, outputGradient], "sum").Emit(term =>
            writer.Line($"TVector.AddProduct(ref {term.Sum("sum")}, {term.Load(input)}, {term.Load(outputGradient)});"));
        writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {scaleGradient.Name}, channel));");
        channels.Dispose();
    }
}

/// <summary>total = sum of a number of each row over all rows and samples: what is left to do for the gradient of one factor for all.</summary>
internal sealed class TotalKernel(string name, TensorOperand terms, MemoryOperand total) : Kernel(name)
{
    private const string Terms = "row";

    public override string Formula => $"{total.Name} = sum over samples and rows of {terms.Name}";

    public override IReadOnlyList<Operand> Operands { get; } = [terms, total];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => 1;

    public override long WorkPerSample => terms.Tensor.Extent;

    public override string Title => $"TotalOf{KernelTitle.Values(terms.Tensor.Shape)}";

    public override string DescribePlan() => "one number, over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        int count = terms.Tensor.Shape.Size;
        KernelDispatch.EmitCommon(writer, this, Panels.For(count));
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        writer.Line("float sum = 0f;");
        using (writer.Block("for (int sample = 0; sample < batch; sample++)"))
        {
            writer.Line($"ref float {Terms} = ref Unsafe.Add(ref {terms.Name}, sample * (nint){terms.Tensor.Storage.SampleStride});");
            RowLoops.EmitSum(writer, "own", count, $"TVector.Load(ref Unsafe.Add(ref {Terms}, i))", $"Unsafe.Add(ref {Terms}, i)");
            writer.Line("sum += own;");
        }

        writer.Line($"{total.Name} = sum;");
    }
}
