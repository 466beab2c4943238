using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>Kernels of a training step between two barriers.</summary>
internal sealed record Phase(string Name, WorkAxis Axis, IReadOnlyList<Kernel> Kernels)
{
    /// <summary>The kernels at their places in the step.</summary>
    public IReadOnlyList<ScheduledKernel> Scheduled { get; init; } = [.. ScheduledKernel.Once(Kernels)];

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
    private TrainingSchedule(IReadOnlyList<Phase> phases, IReadOnlyList<Kernel> commits, RetentionChoice retention)
    {
        Phases = phases;
        Commits = commits;
        Retained = retention;
    }

    public static TrainingSchedule Empty { get; } = new([], [], new RetentionChoice(Retention.Kept, string.Empty));

    /// <summary>What becomes of the memory of activations and gradients.</summary>
    public RetentionChoice Retained { get; }

    public IReadOnlyList<Phase> Phases { get; }

    /// <summary>What is done after a step was accepted.</summary>
    public IReadOnlyList<Kernel> Commits { get; }

    public static TrainingSchedule Make(KernelProgram program, RetentionChoice retention)
    {
        List<Kernel> rest = [.. program.Training, .. program.BackwardPass];
        IReadOnlyList<Kernel> commits = Take(rest, KeepsState, program);
        return retention.Kind == Retention.Kept
            ? new TrainingSchedule(MakeTogether(rest, program), commits, retention)
            : MakeInOrder(program, commits, retention);
    }

    /// <summary>What is independent stands together: as few barriers as may be, and as much between them to be divided.</summary>
    private static List<Phase> MakeTogether(List<Kernel> rest, KernelProgram program)
    {
        List<Phase> phases = [];
        while (TakePreparation(rest, program) is { Count: > 0 } preparation)
        {
            phases.Add(new Phase(phases.Count == 0 ? "rearranged weights" : "transformed weights", WorkAxis.Units, preparation));
        }

        List<Kernel> last = TakeLast(rest, program);
        phases.AddRange(Group([.. ScheduledKernel.Once(rest)]));
        for (string name = "weight gradients"; TakeUnblocked(last, program) is { Count: > 0 } kernels; name = "completed gradients")
        {
            phases.Add(new Phase(name, WorkAxis.Units, kernels));
        }

        return phases;
    }

    /// <summary>As the mathematics has it, so that memory is free as soon as may be.</summary>
    private static TrainingSchedule MakeInOrder(KernelProgram program, IReadOnlyList<Kernel> commits, RetentionChoice retention)
    {
        HashSet<Kernel> behind = [.. commits];
        IReadOnlyList<Kernel> forward = [.. program.Training.Where(kernel => !behind.Contains(kernel))];
        IReadOnlyList<Kernel> backward = [.. program.BackwardPass.Where(kernel => !behind.Contains(kernel))];
        if (retention.Kind == Retention.Shared) return new TrainingSchedule([.. Group([.. ScheduledKernel.Once(forward),
            .. ScheduledKernel.Once(backward)])], commits, retention);
        (IReadOnlyList<ScheduledKernel> kernels, string reason) = Recomputation.Insert(forward, backward, program.OwnerOf);
        return new TrainingSchedule([.. Group(kernels)], commits, retention with { Reason = $"{retention.Reason}: {reason}" });
    }

    /// <summary>The same with kernels in the forms that the network asks for.</summary>
    public TrainingSchedule In(KernelForms forms)
        => new([.. Phases.Select(phase => phase with { Kernels = forms.Of(phase.Kernels) })], forms.Of(Commits), Retained);

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
    private static IEnumerable<Phase> Group(IReadOnlyList<ScheduledKernel> kernels)
    {
        List<ScheduledKernel> current = [];
        foreach (ScheduledKernel scheduled in kernels)
        {
            Kernel kernel = scheduled.Kernel;
            if (current.Count > 0
                && (current[0].Kernel.Axis != kernel.Axis || (kernel.Axis == WorkAxis.Units && current.Exists(earlier => Touch(kernel, earlier.Kernel)))))
            {
                yield return Close(current);
                current = [];
            }

            current.Add(scheduled);
        }

        if (current.Count > 0) yield return Close(current);
    }

    private static Phase Close(IReadOnlyList<ScheduledKernel> kernels)
    {
        WorkAxis axis = kernels[0].Kernel.Axis;
        return new Phase(axis == WorkAxis.Samples ? "samples" : "results", axis, [.. kernels.Select(scheduled => scheduled.Kernel)]) { Scheduled = kernels };
    }

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
