using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>Kernels of a training step between two barriers.</summary>
internal sealed record Phase(string Name, WorkAxis Axis, IReadOnlyList<Kernel> Kernels)
{
    public long WorkPerSample => Kernels.Sum(kernel => kernel.WorkPerSample);

    public long WorkPerStep => Kernels.Sum(kernel => kernel.WorkPerStep);
}

/// <summary>
/// A training step as phases between barriers. It follows from what each kernel reads and writes: what needs only parameters comes first;
/// what nobody in the step reads, or only the like, comes last; what lasts from step to step is done once the step is accepted; and a barrier stands where a
/// worker would read what another has written.
/// </summary>
internal sealed class TrainingSchedule
{
    private TrainingSchedule(IReadOnlyList<Phase> phases, IReadOnlyList<Kernel> commits)
    {
        Phases = phases;
        Commits = commits;
    }

    public static TrainingSchedule Empty { get; } = new([], []);

    public IReadOnlyList<Phase> Phases { get; }

    /// <summary>What is done after a step was accepted.</summary>
    public IReadOnlyList<Kernel> Commits { get; }

    public static TrainingSchedule Make(KernelProgram program)
    {
        List<Kernel> rest = [.. program.Training, .. program.BackwardPass];
        IReadOnlyList<Kernel> commits = Take(rest, KeepsState, program);
        List<Phase> phases = [];
        while (TakePreparation(rest, program) is { Count: > 0 } preparation)
        {
            phases.Add(new Phase(phases.Count == 0 ? "rearranged weights" : "transformed weights", WorkAxis.Units, preparation));
        }

        List<Kernel> last = TakeLast(rest, program);
        phases.AddRange(Group(rest));
        for (string name = "weight gradients"; TakeUnblocked(last, program) is { Count: > 0 } kernels; name = "completed gradients")
        {
            phases.Add(new Phase(name, WorkAxis.Units, kernels));
        }

        return new TrainingSchedule(phases, commits);
    }

    /// <summary>The same with kernels in the forms that the network asks for.</summary>
    public TrainingSchedule In(KernelForms forms)
        => new([.. Phases.Select(phase => phase with { Kernels = forms.Of(phase.Kernels) })], forms.Of(Commits));

    /// <summary>The kernels that add to a gradient: all but the first that gives it a share, in the order of the backward pass.</summary>
    public static IReadOnlyCollection<Kernel> FindAccumulating(KernelProgram program)
    {
        HashSet<object> written = [];
        HashSet<Kernel> accumulating = [];
        foreach (Kernel kernel in program.BackwardPass)
        {
            foreach (MemoryOperand operand in kernel.Memory)
            {
                if (operand.Access is Access.Contribute or Access.Begin && !written.Add(operand.Memory)) accumulating.Add(kernel);
            }
        }

        return accumulating;
    }

    /// <summary>Whether a kernel writes what is not trained but kept with the parameters: running statistics.</summary>
    private static bool KeepsState(Kernel kernel) => kernel.Memory.Any(operand => operand is ParameterOperand { IsGradient: false, IsWritten: true });

    /// <summary>Kernels that need nothing but parameters and what earlier phases have made of them.</summary>
    private static IReadOnlyList<Kernel> TakePreparation(List<Kernel> rest, KernelProgram program)
    {
        HashSet<object> unwritten = [.. rest.SelectMany(kernel => kernel.Memory).Where(operand => operand.IsWritten).Select(operand => operand.Memory)];
        return Take(
            rest,
            kernel => kernel.Axis == WorkAxis.Units
                && kernel.Memory.All(operand => operand is not (TensorOperand or ParameterOperand { IsGradient: true }))
                && kernel.Memory.All(operand => !operand.IsRead || !unwritten.Contains(operand.Memory)),
            program);
    }

    /// <summary>Kernels whose results nobody in the step reads, or only such kernels: gradients of parameters, and of what parameters are computed from.</summary>
    private static List<Kernel> TakeLast(List<Kernel> rest, KernelProgram program)
    {
        List<Kernel> last = [];
        int taken;
        do
        {
            // Who begins what another kernel completes is no user of it.
            ILookup<object, Kernel> users = rest
                .SelectMany(kernel => kernel.Memory.Where(operand => operand.Access != Access.Begin), (kernel, operand) => (kernel, operand.Memory))
                .ToLookup(pair => pair.Memory, pair => pair.kernel);
            taken = last.Count;
            last.AddRange(Take(
                rest,
                kernel => kernel.Axis == WorkAxis.Units && kernel.Memory.All(made => !made.IsWritten || users[made.Memory].All(user => user == kernel)),
                program));
        }
        while (last.Count > taken);
        return last;
    }

    /// <summary>Of kernels that are left, those that read nothing which another of them has yet to write.</summary>
    private static IReadOnlyList<Kernel> TakeUnblocked(List<Kernel> rest, KernelProgram program)
    {
        ILookup<object, Kernel> writers = rest
            .SelectMany(kernel => kernel.Memory.Where(operand => operand.IsWritten), (kernel, operand) => (kernel, operand.Memory))
            .ToLookup(pair => pair.Memory, pair => pair.kernel);
        return Take(rest, kernel => kernel.Memory.All(operand => !operand.IsRead || writers[operand.Memory].All(writer => writer == kernel)), program);
    }

    /// <summary>In order: a phase ends where the work is divided differently, and where a worker would need what another makes.</summary>
    private static IEnumerable<Phase> Group(IReadOnlyList<Kernel> kernels)
    {
        List<Kernel> current = [];
        foreach (Kernel kernel in kernels)
        {
            if (current.Count > 0 && (current[0].Axis != kernel.Axis || (kernel.Axis == WorkAxis.Units && current.Exists(earlier => Touch(kernel, earlier)))))
            {
                yield return Close(current);
                current = [];
            }

            current.Add(kernel);
        }

        if (current.Count > 0) yield return Close(current);
    }

    private static Phase Close(IReadOnlyList<Kernel> kernels)
        => new(kernels[0].Axis == WorkAxis.Samples ? "samples" : "results", kernels[0].Axis, kernels);

    /// <summary>Removes the kernels that fit, and gives them in the order of the layers.</summary>
    private static IReadOnlyList<Kernel> Take(List<Kernel> rest, Func<Kernel, bool> fits, KernelProgram program)
    {
        IReadOnlyList<Kernel> taken = [.. rest.Where(fits).OrderBy(program.NumberOf)];
        HashSet<Kernel> gone = [.. taken];
        rest.RemoveAll(gone.Contains);
        return taken;
    }

    /// <summary>Whether one of two kernels writes what the other reads or writes.</summary>
    private static bool Touch(Kernel first, Kernel second)
        => first.Memory.Any(one => second.Memory.Any(other => (one.IsWritten || other.IsWritten) && one.Memory.Equals(other.Memory)));
}
