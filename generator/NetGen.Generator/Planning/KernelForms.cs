using NetGen.Generator.Kernels;

namespace NetGen.Generator.Planning;

/// <summary>What the plan of the whole network asks of each kernel.</summary>
internal sealed class KernelForms(IReadOnlyCollection<Kernel> accumulating, SharedSamplePlan sharedSample, SingleSamplePlan singleSample)
{
    private readonly HashSet<Kernel> _accumulating = [.. accumulating];
    private readonly HashSet<Kernel> _shared = [.. sharedSample.Phases.Where(phase => phase.Units > 1).SelectMany(phase => phase.Kernels)];
    private readonly HashSet<Kernel> _single = [.. singleSample.Called];
    private readonly Dictionary<Kernel, Kernel> _formed = [];

    /// <summary>A kernel in the form that is asked of it: always the same one.</summary>
    public Kernel Of(Kernel kernel)
    {
        if (_formed.TryGetValue(kernel, out Kernel? known)) return known;
        bool isSingle = _single.Contains(kernel);
        bool isInlined = isSingle && singleSample.Form == SingleSampleForm.StraightLine;
        KernelForm form = new(_accumulating.Contains(kernel), _shared.Contains(kernel), isSingle) { IsInlined = isInlined };
        Kernel formed = kernel.In(form);
        _formed.Add(kernel, formed);
        return formed;
    }

    public IReadOnlyList<Kernel> Of(IReadOnlyList<Kernel> kernels) => [.. kernels.Select(Of)];

    /// <summary>The layers that kernels belong to, by the kernels in their forms.</summary>
    public IReadOnlyDictionary<Kernel, int> Owners(KernelProgram program) => program.Owners.ToDictionary(owner => Of(owner.Key), owner => owner.Value);
}
