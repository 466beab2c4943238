using NetGen.Generator.Kernels;

namespace NetGen.Generator.Planning;

/// <summary>How threads share the forward pass of a single sample: phases, between which all wait for each other.</summary>
internal sealed class SharedSamplePlan
{
    /// <summary>
    /// Work of a kernel below which no processor gains by sharing it: a tenth of a microsecond, the time in which one thread sees what
    /// another has written. Whether more work pays is decided when the program runs.
    /// </summary>
    private const long LeastWork = 10_000;

    private SharedSamplePlan(IReadOnlyList<SharedPhase> phases) => Phases = phases;

    /// <summary>The phases; none where one thread always computes a single sample alone.</summary>
    public IReadOnlyList<SharedPhase> Phases { get; }

    public static SharedSamplePlan Make(IReadOnlyList<Kernel> kernels, SingleSamplePlan single)
    {
        if (single.HasOwnPass || !kernels.Any(IsShared)) return new SharedSamplePlan([]);
        List<SharedPhase> phases = [];
        List<Kernel> alone = [];
        foreach (Kernel kernel in kernels)
        {
            if (!IsShared(kernel))
            {
                alone.Add(kernel);
                continue;
            }

            if (alone.Count > 0) phases.Add(new SharedPhase(alone, 1));
            alone = [];
            phases.Add(new SharedPhase([kernel], kernel.SampleUnits));
        }

        // The last one hands the result over.
        phases.Add(new SharedPhase(alone, 1));
        return new SharedSamplePlan(phases);
    }

    /// <summary>The same with kernels in the forms that the network asks for.</summary>
    public SharedSamplePlan In(KernelForms forms) => new([.. Phases.Select(phase => phase with { Kernels = forms.Of(phase.Kernels) })]);

    private static bool IsShared(Kernel kernel) => kernel.SampleUnits > 1 && kernel.SampleWork >= LeastWork;
}

/// <summary>Kernels between two barriers: one that is shared, by units of its result, or several that one thread computes alone.</summary>
internal sealed record SharedPhase(IReadOnlyList<Kernel> Kernels, int Units)
{
    public long Work => Kernels.Sum(kernel => kernel.SampleWork);
}
