using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>dBias[o] = sum over samples and pixels of dOutput[y, x, o]. A unit is a panel of outputs.</summary>
internal sealed class BiasGradientKernel(string name, PlannedParameter bias, TensorOperand outputGradient, MemoryOperand biasGradient) : Kernel(name)
{
    private int Pixels => outputGradient.Tensor.Shape.Positions;

    public override string Formula => Pixels == 1 ? "biasGradient[o] = sum over n of outputGradient[n, o]" : "biasGradient[o] = sum over n, y, x of outputGradient[n, y, x, o]";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, biasGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => bias.PackedSize / bias.Panel;

    public override BatchSum? SumOverBatch => new(biasGradient, bias);

    public override long WorkPerSample => (long)outputGradient.Tensor.Shape.Positions * bias.PackedSize;

    public override string Title => $"BiasGradientOf{KernelTitle.Values(outputGradient.Tensor.Shape)}";

    public override string DescribePlan()
        => $"{Literals.Count(Units, "unit")} of {Literals.Count(bias.Panel, "output")}, "
            + (Pixels == 1 ? "a sum for each" : $"of each sample {Literals.Count(Math.Min(ChannelSums.MostChains, Pixels), "sum")} side by side for each");

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, bias.Panel);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = firstUnit * {bias.Panel}; o < endUnit * {bias.Panel}; o += TVector.Count)");
        new ChannelSums(writer, [outputGradient], "sum") { Channel = "o" }.Emit(term => writer.Line($"{term.Sum("sum")} += {term.Load(outputGradient)};"));
        writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {biasGradient.Name}, o));");
    }
}
