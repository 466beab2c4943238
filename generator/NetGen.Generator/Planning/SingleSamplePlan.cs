using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Planning;

/// <summary>How inference treats a single sample, the common case in an application.</summary>
internal sealed class SingleSamplePlan
{
    /// <summary>
    /// Floats of workspace that a pass for one sample may keep on the stack. The run time clears them on entry, 16 floats a cycle; to take
    /// a workspace from the pool and give it back costs two atomic exchanges, some 40 cycles.
    /// </summary>
    private const int MostOnStack = 512;

    private SingleSamplePlan(SingleSampleForm form, string reason, IReadOnlyList<Kernel> called)
    {
        Form = form;
        Reason = reason;
        Called = called;
    }

    public SingleSampleForm Form { get; }

    /// <summary>Why this form.</summary>
    public string Reason { get; }

    /// <summary>The kernels whose form for one sample it calls.</summary>
    public IReadOnlyList<Kernel> Called { get; }

    /// <summary>Whether there is a pass of its own for one sample.</summary>
    public bool HasOwnPass => Form != SingleSampleForm.Chunk;

    public static SingleSamplePlan Make(IReadOnlyList<Kernel> kernels, MemoryPlan memory)
    {
        if (memory.SingleSampleSize > MostOnStack)
        {
            return new SingleSamplePlan(
                SingleSampleForm.Chunk,
                $"as a chunk of one: {Literals.Grouped(memory.SingleSampleSize)} floats of workspace are more than the {MostOnStack} that cost less on the stack than from the pool",
                []);
        }

        IReadOnlyList<Kernel> called = [.. kernels.Where(kernel => kernel.HasSampleForm)];
        string stack = $"{memory.SingleSampleSize} floats of workspace on the stack";
        long operations = kernels.Sum(kernel => (long)(kernel.InlinedOperations ?? JitBudget.VectorCalls + 1));
        return operations <= JitBudget.VectorCalls
            ? new SingleSamplePlan(SingleSampleForm.StraightLine, $"all layers in one method, {operations} vector operations, within {JitBudget.VectorCalls}; {stack}", called)
            : new SingleSamplePlan(SingleSampleForm.Calls, $"a method per kernel; {stack}", called);
    }
}

/// <summary>The forms of a pass for one sample.</summary>
internal enum SingleSampleForm
{
    /// <summary>That of many samples.</summary>
    Chunk,

    /// <summary>One call per kernel, no more; the workspace is on the stack.</summary>
    Calls,

    /// <summary>One method that calls nothing; the workspace is on the stack.</summary>
    StraightLine,
}
