using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

public class WorkspacePoolTests
{
    [Fact]
    public void ReturnedWorkspaceIsRentedAgain()
    {
        var pool = new WorkspacePool(100);
        AlignedMemory first = pool.Rent();
        Assert.Equal(100, first.Length);
        pool.Return(first);
        Assert.Same(first, pool.Rent());
    }

    [Fact]
    public void SteadyStateAllocatesNothing()
    {
        var pool = new WorkspacePool(100);
        var held = new AlignedMemory[20];
        Cycle(pool, held);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Cycle(pool, held);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void NobodyHoldsTheWorkspaceOfAnother()
    {
        var pool = new WorkspacePool(16);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                AlignedMemory workspace = pool.Rent();
                workspace.Span.Fill(worker);
                if ((i & 63) == 0) Thread.Yield();
                foreach (float value in workspace.Span) Assert.Equal(worker, value);
                pool.Return(workspace);
            }
        });
    }

    private static void Cycle(WorkspacePool pool, AlignedMemory[] held)
    {
        for (int i = 0; i < held.Length; i++) held[i] = pool.Rent();
        Assert.False(ReferenceEquals(held[0], held[1]));
        foreach (AlignedMemory workspace in held) pool.Return(workspace);
    }
}
