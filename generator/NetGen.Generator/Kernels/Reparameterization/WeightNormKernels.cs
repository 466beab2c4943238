using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>weights[o] = length[o] * direction[o] / |direction[o]|. A unit is a panel of outputs, whose norms are summed side by side.</summary>
/// <param name="weights">How weights and directions lie; lengths lie in panels of the same outputs.</param>
internal sealed class WeightNormKernel(string name, PlannedParameter weights, MemoryOperand direction, MemoryOperand length, MemoryOperand target) : Kernel(name)
{
    private readonly WeightBlocks _blocks = WeightBlocks.OfOutputs(weights);

    public override string Formula => $"{target.Name}[o] = length[o] * direction[o] / |direction[o]|, or 0 where that is 0 / 0";

    public override IReadOnlyList<Operand> Operands { get; } = [direction, length, target];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => _blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * _blocks.Size;

    public override string Title => $"NormalizedWeights{KernelTitle.FromTo(weights.Depth, weights.Groups * weights.Outputs)}";

    public override string DescribePlan() => $"once a step, {_blocks.Describe()}: a pass for the norms and one for the weights";

    public override void Emit(SourceWriter writer)
    {
        BlockSums sums = new(writer, _blocks);
        BlockValues directions = new(direction.Name);
        using SourceWriter.BlockScope method = sums.EmitUnits(this, out SourceWriter.BlockScope lanes);
        string squares = sums.EmitSums([directions], ("squares", directions, directions))[0];
        writer.Line($"TVector norm = TVector.Sqrt({squares});");
        writer.Line($"TVector scale = TVector.Select(TVector.Equal(norm, TVector.Zero), TVector.Zero, TVector.Load(ref Unsafe.Add(ref {length.Name}, o)) / norm);");
        sums.EmitValues(
            [directions, new(target.Name)],
            () => writer.Line($"TVector.Store(TVector.Load(ref {direction.Name}Value) * scale, ref {target.Name}Value);"));
        lanes.Dispose();
    }
}

/// <summary>
/// With n = |v|: dg[o] = sum of dw v / n, dv = g / n (dw - v dg / n) (Salimans and Kingma, 2016, equation 3). Nothing where n is 0.
/// </summary>
/// <param name="weights">How weights and directions lie, and their gradients.</param>
internal sealed class WeightNormGradientKernel(
    string name,
    PlannedParameter weights,
    MemoryOperand weightGradient,
    MemoryOperand direction,
    MemoryOperand length,
    MemoryOperand directionGradient,
    MemoryOperand lengthGradient) : Kernel(name)
{
    private readonly WeightBlocks _blocks = WeightBlocks.OfOutputs(weights);

    public override string Formula
        => "lengthGradient[o] = sum of weightGradient[o] * d[o], directionGradient[o] = length[o] / |direction[o]| * (weightGradient[o] - d[o] * lengthGradient[o]), "
        + "with d the direction of length 1";

    public override IReadOnlyList<Operand> Operands { get; } = [weightGradient, direction, length, directionGradient, lengthGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => _blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => 2L * MultiplyAddsPerFloat * _blocks.Size;

    public override string Title => $"NormalizedWeights{KernelTitle.FromTo(weights.Depth, weights.Groups * weights.Outputs)}Gradient";

    public override string DescribePlan() => $"once a step, {_blocks.Describe()}: a pass for norms and products and one for the gradient";

    public override void Emit(SourceWriter writer)
    {
        BlockSums sums = new(writer, _blocks);
        (BlockValues directions, BlockValues gradients) = (new(direction.Name), new(weightGradient.Name));
        using SourceWriter.BlockScope method = sums.EmitUnits(this, out SourceWriter.BlockScope lanes);
        IReadOnlyList<string> totals = sums.EmitSums([directions, gradients], ("squares", directions, directions), ("products", gradients, directions));
        writer.Line($"TVector norm = TVector.Sqrt({totals[0]});");
        writer.Line("TVector inverse = TVector.Select(TVector.Equal(norm, TVector.Zero), TVector.Zero, TVector.Broadcast(1f) / norm);");
        writer.Line($"TVector along = {Expressions.Grouped(totals[1])} * inverse;");
        writer.Line($"TVector.Store(along, ref Unsafe.Add(ref {lengthGradient.Name}, o));");
        writer.Line($"TVector scale = TVector.Load(ref Unsafe.Add(ref {length.Name}, o)) * inverse;");
        writer.Line("TVector slope = along * inverse;");
        sums.EmitValues([gradients, directions, new(directionGradient.Name)], () =>
        {
            writer.Line($"TVector beside = TVector.Load(ref {weightGradient.Name}Value) - (TVector.Load(ref {direction.Name}Value) * slope);");
            writer.Line($"TVector.Store(beside * scale, ref {directionGradient.Name}Value);");
        });
        lanes.Dispose();
    }
}
