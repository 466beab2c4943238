using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A result that is a sum over the batch.</summary>
/// <param name="Result">The operand.</param>
/// <param name="Parameter">How it lies: as this parameter, all of it.</param>
internal sealed record BatchSum(MemoryOperand Result, PlannedParameter Parameter);

/// <summary>
/// How a batch is divided for a gradient that has too few weights to give every worker some: into parts, whose gradients are added up in order. Parts
/// follow from the batch alone, so the bits do not depend on how many workers share them.
/// </summary>
/// <param name="Sum">What is summed.</param>
/// <param name="Most">The most parts.</param>
/// <param name="LeastSamples">Samples that a part has at least, so that adding up does not count.</param>
internal sealed record BatchDivision(BatchSum Sum, int Most, int LeastSamples)
{
    // Four for each of sixteen workers: then none has more than a quarter more to do than the mean.
    private const int EnoughUnits = 64;

    private const int MostParts = 16;

    // 4 MiB, for the sums of all parts but the first.
    private const int MostSums = 1 << 20;

    // What adding up may take, of the gradient's own time.
    private const double Overhead = 0.02;

    // Where parts have to be longer than this, few batches are as long as several.
    private const int LongestPart = 16;

    // Less work, multiplied by the samples of a usual batch, is no work for another thread.
    private const int LeastWork = 8 * 1024;

    /// <summary>Floats of a part's sum.</summary>
    public int Size => Sum.Parameter.PackedSize;

    /// <summary>Floats of the sums of all parts but the first.</summary>
    public int SumsSize => checked((Most - 1) * Size);

    /// <summary>The division of a kernel's batch; null where it has units enough or next to no work, where adding up would cost too much, and where it is no sum.</summary>
    public static BatchDivision? Of(Kernel kernel)
    {
        if (kernel.SumOverBatch is not { } sum || kernel.Units >= EnoughUnits || kernel.WorkPerSample < LeastWork) return null;
        int parts = 2;
        while (parts < MostParts && kernel.Units * parts < EnoughUnits && (long)sum.Parameter.PackedSize * ((2 * parts) - 1) <= MostSums) parts *= 2;
        if ((long)sum.Parameter.PackedSize * (parts - 1) > MostSums) return null;
        double least = (double)sum.Parameter.PackedSize * Kernel.MultiplyAddsPerFloat / (Overhead * kernel.WorkPerSample);
        return least > LongestPart ? null : new BatchDivision(sum, parts, Math.Max(1, (int)Math.Ceiling(least)));
    }

    /// <summary>Declares how many parts a batch has.</summary>
    public void DeclareParts(SourceWriter writer) => writer.Line($"int parts = Math.Clamp({Expressions.Quotient("batch", LeastSamples)}, 1, {Most});");
}
