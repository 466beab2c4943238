using System.Runtime.CompilerServices;

using Xunit;

namespace NetGen.Tests.Training;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void EveryWorkerRunsOncePerPhase(int threads)
    {
        using var pool = new WorkerPool(threads);
        int[] calls = new int[threads];
        for (int phase = 1; phase <= 2000; phase++)
        {
            int workers = 1 + (phase % threads);
            Array.Clear(calls);
            pool.Run(
                (worker, count) =>
                {
                    Assert.Equal(workers, count);
                    calls[worker]++;
                },
                workers);

            // Seen without further synchronisation: returning is the barrier.
            for (int worker = 0; worker < threads; worker++) Assert.Equal(worker < workers ? 1 : 0, calls[worker]);
            if (phase % 500 == 0) Thread.Sleep(5); // long enough to park
        }
    }

    [Fact]
    public void TheFirstWorkersExceptionIsThrownAfterAllHaveFinished()
    {
        using var pool = new WorkerPool(4);
        int finished = 0;
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => pool.Run(
            (worker, _) =>
            {
                if (worker == 3) Thread.Sleep(20);
                Interlocked.Increment(ref finished);
                if (worker >= 2) throw new InvalidOperationException($"{worker}");
            },
            4));
        Assert.Equal("2", exception.Message);
        Assert.Equal(4, finished);
    }

    [Fact]
    public void DisposingEndsTheThreads()
    {
        var pool = new WorkerPool(3);
        Thread[] threads = Capture(pool);
        Assert.All(threads[1..], thread => Assert.True(thread.IsBackground));
        pool.Dispose();
        Assert.All(threads[1..], thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));
        Assert.Throws<ObjectDisposedException>(() => pool.Run((_, _) => { }, 1));
        pool.Dispose();
    }

    [Fact]
    public void AForgottenPoolEndsItsThreads()
    {
        Thread[] threads = Forget();
        for (int i = 0; i < 20 && threads[1..].Any(thread => thread.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        }

        Assert.All(threads[1..], thread => Assert.False(thread.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread[] Forget() => Capture(new WorkerPool(3));

    private static Thread[] Capture(WorkerPool pool)
    {
        var threads = new Thread[pool.Threads];
        pool.Run((worker, _) => threads[worker] = Thread.CurrentThread, pool.Threads);
        return threads;
    }
}
