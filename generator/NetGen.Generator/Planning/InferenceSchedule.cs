using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>Kernels of inference that run alike.</summary>
/// <param name="PerSample">One sample after the other through all of them, or all of a chunk's samples through each.</param>
internal sealed record InferenceStage(bool PerSample, IReadOnlyList<Kernel> Kernels);

/// <summary>The forward pass of inference: what is computed once after parameters have changed, and stages that run for every call.</summary>
internal sealed class InferenceSchedule
{
    private InferenceSchedule(IReadOnlyList<Kernel> derivations, IReadOnlyList<InferenceStage> stages)
    {
        Derivations = derivations;
        Stages = stages;
    }

    /// <summary>What is computed from parameters before the first inference after a change.</summary>
    public IReadOnlyList<Kernel> Derivations { get; }

    public IReadOnlyList<InferenceStage> Stages { get; }

    /// <summary>The kernels of all stages.</summary>
    public IReadOnlyList<Kernel> Kernels => [.. Stages.SelectMany(stage => stage.Kernels)];

    public static InferenceSchedule Make(KernelProgram program)
    {
        static bool Derives(Kernel kernel) => kernel.Memory.Any(operand => operand is DerivedOperand { IsWritten: true });
        IReadOnlyList<Kernel> kernels = [.. program.Inference.Where(kernel => !Derives(kernel))];
        return new InferenceSchedule(
            [.. program.Inference.Where(Derives)],
            [.. GroupByGranularity(kernels).Select(group => new InferenceStage(group.PerSample, group.Kernels))]);
    }

    /// <summary>The same with kernels in the forms that the network asks for.</summary>
    public InferenceSchedule In(KernelForms forms)
        => new(forms.Of(Derivations), [.. Stages.Select(stage => stage with { Kernels = forms.Of(stage.Kernels) })]);

    /// <summary>
    /// Where no kernel cares, samples of more floats go one by one, so that what one kernel writes the next finds in a cache; smaller ones are one loop.
    /// </summary>
    private const int LargestOfLoop = 1024;

    /// <summary>Runs of kernels of one granularity; those that do not care go along with the one before, the first with those behind.</summary>
    public static IReadOnlyList<(bool PerSample, IReadOnlyList<Kernel> Kernels)> GroupByGranularity(IReadOnlyList<Kernel> kernels)
    {
        List<(bool PerSample, IReadOnlyList<Kernel> Kernels)> groups = [];
        List<Kernel> current = [];
        Granularity granularity = kernels.Select(kernel => kernel.Granularity).FirstOrDefault(wanted => wanted != Granularity.Either);
        IEnumerable<TensorOperand> tensors = kernels.SelectMany(kernel => kernel.Operands).OfType<TensorOperand>();
        if (granularity == Granularity.Either && tensors.Any(operand => operand.Tensor.Extent > LargestOfLoop)) granularity = Granularity.Sample;
        foreach (Kernel kernel in kernels)
        {
            if (kernel.Granularity != Granularity.Either && kernel.Granularity != granularity)
            {
                groups.Add((granularity == Granularity.Sample, current));
                current = [];
                granularity = kernel.Granularity;
            }

            current.Add(kernel);
        }

        if (current.Count > 0) groups.Add((granularity == Granularity.Sample, current));
        return groups;
    }
}
