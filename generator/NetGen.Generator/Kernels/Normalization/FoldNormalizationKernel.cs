using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Takes a batch normalisation by the running statistics into the product before it, whose sums it multiplies with
/// s[o] = gamma[o] / sqrt(variance[o] + epsilon): s itself, or the weights times s, and the bias that goes with it, (bias[o] - mean[o]) s[o] + beta[o]. A unit
/// is a panel of outputs.
/// </summary>
/// <param name="weights">How the weights lie.</param>
/// <param name="source">The weights where these are multiplied; null where sums are.</param>
/// <param name="bias">Null for zero.</param>
/// <param name="scaled">Where s, or the weights times s, go.</param>
/// <param name="shifted">Where the bias goes.</param>
internal sealed class FoldNormalizationKernel(
    string name,
    PlannedParameter weights,
    double epsilon,
    MemoryOperand? source,
    MemoryOperand? bias,
    MemoryOperand mean,
    MemoryOperand variance,
    MemoryOperand gamma,
    MemoryOperand beta,
    MemoryOperand scaled,
    MemoryOperand shifted) : Kernel(name)
{
    private readonly WeightBlocks _blocks = source is null ? WeightBlocks.OfOutputs(weights) with { Depth = 1 } : WeightBlocks.OfOutputs(weights);

    /// <summary>
    /// Whether output o of the weights is channel o of the normalisation as both are packed: groups follow each other without gaps, and there are as many
    /// numbers as lanes.
    /// </summary>
    public static bool IsPossible(PlannedParameter weights, PlannedParameter gamma)
        => (weights.Groups == 1 || weights.Outputs % weights.Panel == 0) && weights.Groups * weights.Outputs == gamma.Outputs
            && gamma.Groups == 1 && gamma.PackedSize >= WeightBlocks.OfOutputs(weights).AllLanes;

    public override string Formula
        => $"{scaled.Name}[o] = s{(source is null ? "" : " * weights[o]")}, {shifted.Name}[o] = ({(bias is null ? "" : "bias[o] ")}- mean[o]) * s + beta[o], "
            + "with s = gamma[o] / sqrt(variance[o] + epsilon)";

    public override IReadOnlyList<Operand> Operands { get; } =
        [.. new[] { source, bias }.OfType<Operand>(), mean, variance, gamma, beta, scaled, shifted];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => _blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * _blocks.Size;

    public override string Title
        => $"FoldedNormalization{(source is null ? "Scales" : "")}{KernelTitle.FromTo(weights.Depth, weights.Groups * weights.Outputs)}";

    public override string DescribePlan()
    {
        string place = source is null ? "factors of the sums" : "the weights";
        return $"inference has the normalisation in {place}, whenever parameters have changed: {_blocks.Describe()}";
    }

    public override void Emit(SourceWriter writer)
    {
        BlockSums loops = new(writer, _blocks);
        using SourceWriter.BlockScope method = loops.EmitUnits(this, out SourceWriter.BlockScope lanes);
        writer.Line($"TVector deviation = TVector.Sqrt({Load(variance)} + TVector.Broadcast({Literals.Single(epsilon)}));");
        writer.Line($"TVector scale = {Load(gamma)} / deviation;");
        writer.Line($"TVector center = {(bias is null ? "TVector.Zero" : Load(bias))} - {Load(mean)};");
        writer.Line($"TVector.Store(TVector.MultiplyAdd(center, scale, {Load(beta)}), ref Unsafe.Add(ref {shifted.Name}, o));");
        if (source is null)
        {
            writer.Line($"TVector.Store(scale, ref Unsafe.Add(ref {scaled.Name}, o));");
        }
        else
        {
            loops.EmitValues(
                [new(source.Name), new(scaled.Name)],
                () => writer.Line($"TVector.Store(TVector.Load(ref {source.Name}Value) * scale, ref {scaled.Name}Value);"));
        }

        lanes.Dispose();

        static string Load(Operand operand) => $"TVector.Load(ref Unsafe.Add(ref {operand.Name}, o))";
    }
}
