using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>dBias[o] = sum over samples and pixels of dOutput[y, x, o]. A unit is a panel of outputs.</summary>
internal sealed class BiasGradientKernel(string name, PlannedParameter bias, TensorOperand outputGradient, MemoryOperand biasGradient) : Kernel(name)
{
    // Independent sums hide the latency of the addition; pixel i always goes to sum i % 4, so the order stays fixed.
    private const int MostChains = 4;

    private int Pixels => outputGradient.Tensor.Shape.Positions;

    private int Chains => Math.Min(MostChains, Pixels);

    public override string Formula => Pixels == 1 ? "biasGradient[o] = sum over n of outputGradient[n, o]" : "biasGradient[o] = sum over n, y, x of outputGradient[n, y, x, o]";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, biasGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => bias.PackedSize / bias.Panel;

    public override BatchSum? SumOverBatch => new(biasGradient, bias);

    public override long WorkPerSample => (long)outputGradient.Tensor.Shape.Positions * bias.PackedSize;

    public override string Title => $"BiasGradientOf{KernelTitle.Values(outputGradient.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {Literals.Count(bias.Panel, "output")}, {(Chains == 1 ? "a sum for each" : $"{Chains} interleaved sums for each")}";

    public override void Emit(SourceWriter writer)
    {
        TensorValue tensor = outputGradient.Tensor;
        string pixel = Pixels == 1 ? "row" : "pixel";
        KernelDispatch.EmitCommon(writer, this, bias.Panel);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = firstUnit * {bias.Panel}; o < endUnit * {bias.Panel}; o += TVector.Count)");
        for (int chain = 0; chain < Chains; chain++) writer.Line($"TVector sum{chain} = TVector.Zero;");
        using (writer.Block("for (int sample = 0; sample < batch; sample++)"))
        {
            writer.Line($"ref float {pixel} = ref Unsafe.Add(ref {outputGradient.Name}, (sample * (nint){tensor.Storage.SampleStride}) + o);");
            int turns = Pixels / Chains;
            using (writer.Loop("i", turns, out _))
            {
                for (int chain = 0; chain < Chains; chain++)
                {
                    writer.Line($"sum{chain} += TVector.Load({RegisterTile.At(pixel, Literals.Integer(chain * tensor.Pitch))});");
                }

                if (turns > 1 || Pixels % Chains > 0) writer.Line($"{pixel} = ref Unsafe.Add(ref {pixel}, {Chains * tensor.Pitch});");
            }

            for (int rest = 0; rest < Pixels % Chains; rest++)
            {
                writer.Line($"sum{rest} += TVector.Load({RegisterTile.At(pixel, Literals.Integer(rest * tensor.Pitch))});");
            }
        }

        string total = Chains switch { 1 => "sum0", 2 => "sum0 + sum1", 3 => "(sum0 + sum1) + sum2", _ => "(sum0 + sum1) + (sum2 + sum3)" };
        writer.Line($"TVector.Store({total}, ref Unsafe.Add(ref {biasGradient.Name}, o));");
    }
}
