using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Takes a batch normalisation by the running statistics into the product before it: scaled[o] = s weights[o], shifted[o] = (bias[o] - mean[o]) s + beta[o],
/// with s = gamma[o] / sqrt(variance[o] + epsilon). A unit is a panel of outputs.
/// </summary>
/// <param name="weights">How the weights lie.</param>
/// <param name="bias">Null for zero.</param>
internal sealed class FoldNormalizationKernel(
    string name,
    PlannedParameter weights,
    double epsilon,
    MemoryOperand source,
    MemoryOperand? bias,
    MemoryOperand mean,
    MemoryOperand variance,
    MemoryOperand gamma,
    MemoryOperand beta,
    MemoryOperand scaled,
    MemoryOperand shifted) : Kernel(name)
{
    private readonly WeightBlocks _blocks = WeightBlocks.OfOutputs(weights);

    /// <summary>
    /// Whether output o of the weights is channel o of the normalisation as both are packed: groups follow each other without gaps, and there are as many
    /// numbers as lanes.
    /// </summary>
    public static bool IsPossible(PlannedParameter weights, PlannedParameter gamma)
        => (weights.Groups == 1 || weights.Outputs % weights.Panel == 0) && weights.Groups * weights.Outputs == gamma.Outputs
            && gamma.Groups == 1 && gamma.PackedSize >= WeightBlocks.OfOutputs(weights).AllLanes;

    public override string Formula
        => $"{scaled.Name}[o] = s * weights[o], {shifted.Name}[o] = ({(bias is null ? "" : "bias[o] ")}- mean[o]) * s + beta[o], "
            + "with s = gamma[o] / sqrt(variance[o] + epsilon)";

    public override IReadOnlyList<Operand> Operands { get; } =
        [source, .. bias is null ? Array.Empty<Operand>() : [bias], mean, variance, gamma, beta, scaled, shifted];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => _blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * _blocks.Size;

    public override string Title => $"ScaledWeights{KernelTitle.FromTo(weights.Depth, weights.Groups * weights.Outputs)}";

    public override string DescribePlan() => $"inference has the normalisation in the weights, whenever parameters have changed: {_blocks.Describe()}";

    public override void Emit(SourceWriter writer)
    {
        BlockSums loops = new(writer, _blocks);
        using SourceWriter.BlockScope method = loops.EmitUnits(this, out SourceWriter.BlockScope lanes);
        writer.Line($"TVector deviation = TVector.Sqrt({Load(variance)} + TVector.Broadcast({Literals.Single(epsilon)}));");
        writer.Line($"TVector scale = {Load(gamma)} / deviation;");
        writer.Line($"TVector center = {(bias is null ? "TVector.Zero" : Load(bias))} - {Load(mean)};");
        writer.Line($"TVector.Store(TVector.MultiplyAdd(center, scale, {Load(beta)}), ref Unsafe.Add(ref {shifted.Name}, o));");
        loops.EmitValues(
            [new(source.Name), new(scaled.Name)],
            () => writer.Line($"TVector.Store(TVector.Load(ref {source.Name}Value) * scale, ref {scaled.Name}Value);"));
        lanes.Dispose();

        static string Load(Operand operand) => $"TVector.Load(ref Unsafe.Add(ref {operand.Name}, o))";
    }
}
