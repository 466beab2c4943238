using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.Kernels.Tests.Cases;
using NetGen.Runtime;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>The memory of a training step that several tensors share: nothing in it may be read before the step has written it.</summary>
internal sealed class SharedMemory
{
    private readonly List<(int Offset, int Size)> _samples = [];
    private readonly List<(int Offset, int Size)> _fixed = [];
    private readonly int _perSample;

    public SharedMemory(NetworkCase item)
    {
        NetworkPlan plan = Planner.Plan(Declared.Build(item.Description.ToSource(item.Name)).Model!);
        _perSample = plan.Memory.TrainingPerSample;
        if (plan.Retained.Kind == Retention.Kept) return;
        IReadOnlyList<IReadOnlyList<ScheduledKernel>> phases = [.. plan.Phases.Select(phase => phase.Scheduled)];
        foreach (MemoryLife life in MemoryLife.Find(phases, plan.Commits, Recomputation.SizeOf).Where(life => !life.LastsForEver))
        {
            (Storage storage, bool isGradient) = ((Storage, bool))life.Memory;
            _samples.Add((plan.Memory.Training(storage, isGradient), life.Size));
        }

        foreach (MemoryLife life in MemoryLife.Find(phases, plan.Commits, operand => operand is ScratchOperand scratch ? scratch.Scratch.Size : null)
            .Where(life => !life.LastsForEver))
            _fixed.Add((plan.Memory.OffsetOf((Scratch)life.Memory), life.Size));
    }

    /// <summary>Whether there is any.</summary>
    public bool IsThere => _samples.Count > 0;

    /// <summary>Fills it with what shows in every result that it gets into.</summary>
    public void Spoil(TrainingPass pass)
    {
        foreach ((int offset, int size) in _samples) pass.Workspace.Span.Slice(pass.Capacity * offset, pass.Capacity * size).Fill(float.NaN);
        foreach ((int offset, int size) in _fixed) pass.Workspace.Span.Slice((pass.Capacity * _perSample) + offset, size).Fill(float.NaN);
    }
}
