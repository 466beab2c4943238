using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>Kernels of a pass that run alike, one behind the other.</summary>
/// <param name="Granularity">
/// Whether one sample after the other goes through all of them, or a few at a time, or all samples through each; never <see cref="Granularity.Either"/>.
/// </param>
internal sealed record SampleStage(Granularity Granularity, IReadOnlyList<Kernel> Kernels)
{
    /// <summary>
    /// Where no kernel cares, samples of more floats go one by one, so that what one kernel writes the next finds in a cache; smaller ones are one loop.
    /// </summary>
    private const int LargestOfLoop = 1024;

    /// <summary>
    /// Floats of a tensor of which a few samples find room in an outer cache. Where a few samples go together anyway, kernels that would rather have one
    /// go along: what stages hand on to each other is kept for all samples.
    /// </summary>
    private const int LargestOfFew = 256 * 1024;

    /// <summary>Whether its kernels run again and again, for other samples each time.</summary>
    public bool IsLoop => Granularity != Granularity.Chunk;

    /// <summary>Runs of kernels of one granularity; those that do not care go along with the one before, the first with those behind.</summary>
    public static IReadOnlyList<SampleStage> Group(IReadOnlyList<Kernel> kernels)
    {
        List<SampleStage> stages = [];
        List<Kernel> current = [];
        Granularity granularity = First(kernels);
        foreach (Kernel kernel in kernels)
        {
            if (kernel.Granularity != Granularity.Either && kernel.Granularity != granularity && !GoesAlong(kernel, granularity))
            {
                stages.Add(new SampleStage(granularity, current));
                current = [];
                granularity = kernel.Granularity;
            }

            current.Add(kernel);
        }

        if (current.Count > 0) stages.Add(new SampleStage(granularity, current));
        return stages;
    }

    private static Granularity First(IReadOnlyList<Kernel> kernels)
    {
        Granularity first = kernels.Select(kernel => kernel.Granularity).FirstOrDefault(wanted => wanted != Granularity.Either);
        if (first != Granularity.Either) return first;
        return kernels.All(kernel => HasAtMost(kernel, LargestOfLoop)) ? Granularity.Chunk : Granularity.Sample;
    }

    private static bool GoesAlong(Kernel kernel, Granularity granularity)
        => granularity == Granularity.Few && kernel.Granularity == Granularity.Sample && HasAtMost(kernel, LargestOfFew);

    private static bool HasAtMost(Kernel kernel, int floats) => kernel.Operands.OfType<TensorOperand>().All(operand => operand.Tensor.Extent <= floats);
}
