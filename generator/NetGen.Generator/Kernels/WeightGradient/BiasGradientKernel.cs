using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>dBias[o] = sum over samples and pixels of dOutput[y, x, o]. A unit is a panel of outputs.</summary>
internal sealed class BiasGradientKernel(string name, PlannedParameter bias, TensorOperand outputGradient, ParameterOperand biasGradient) : Kernel(name)
{
    // Independent sums hide the latency of the addition; pixel i always goes to sum i % 4, so the order stays fixed.
    private const int Chains = 4;

    public override string Formula => "biasGradient[o] = sum over samples and pixels of outputGradient[o]";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, biasGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => bias.PackedSize / bias.Panel;

    public override long WorkPerSample => (long)outputGradient.Tensor.Shape.Positions * bias.PackedSize;

    public override string Title => $"BiasGradientOf{KernelTitle.Values(outputGradient.Tensor.Shape)}";

    public override string DescribePlan() => $"{Units} unit(s) of {bias.Panel} output(s), {Chains} interleaved sums";

    public override void Emit(SourceWriter writer)
    {
        TensorValue tensor = outputGradient.Tensor;
        int pixels = tensor.Shape.Positions;
        KernelDispatch.EmitCommon(writer, this, bias.Panel);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = firstUnit * {bias.Panel}; o < endUnit * {bias.Panel}; o += TVector.Count)");
        for (int chain = 0; chain < Chains; chain++) writer.Line($"TVector sum{chain} = TVector.Zero;");
        using (writer.Block("for (int sample = 0; sample < batch; sample++)"))
        {
            writer.Line($"ref float pixel = ref Unsafe.Add(ref {outputGradient.Name}, (sample * (nint){tensor.Storage.SampleStride}) + o);");
            if (pixels >= Chains)
            {
                using SourceWriter.BlockScope loop = writer.Block($"for (int i = 0; i < {pixels / Chains}; i++)");
                for (int chain = 0; chain < Chains; chain++)
                {
                    writer.Line($"sum{chain} += TVector.Load({RegisterTile.At("pixel", Literals.Integer(chain * tensor.Pitch))});");
                }

                writer.Line($"pixel = ref Unsafe.Add(ref pixel, {Chains * tensor.Pitch});");
            }

            for (int rest = 0; rest < pixels % Chains; rest++)
            {
                writer.Line($"sum{rest} += TVector.Load({RegisterTile.At("pixel", Literals.Integer(rest * tensor.Pitch))});");
            }
        }

        writer.Line($"TVector.Store((sum0 + sum1) + (sum2 + sum3), ref Unsafe.Add(ref {biasGradient.Name}, o));");
    }
}
