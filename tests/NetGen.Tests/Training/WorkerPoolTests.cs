using System.Runtime.CompilerServices;

using NetGen.Tests.Threading;

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
        using var pool = new WorkerPool(threads, "pool");
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

    /// <summary>As many as there would be, in order, on this thread.</summary>
    [Fact]
    public void WatchedSharesRunOneAfterTheOther()
    {
        List<(int Worker, int Workers)> told = [];
        List<int> run = [];
        using var pool = new WorkerPool(5, "pool", watch: (worker, workers, time) =>
        {
            Assert.True(time >= TimeSpan.FromMilliseconds(worker), $"{time} of share {worker}.");
            told.Add((worker, workers));
        });
        int caller = Environment.CurrentManagedThreadId;
        foreach (int workers in (int[])[1, 3, 9])
        {
            pool.Run(
                (worker, _) =>
                {
                    Assert.Equal(caller, Environment.CurrentManagedThreadId);
                    run.Add(worker);
                    Thread.Sleep(worker + 1);
                },
                workers);
        }

        Assert.Equal([0, 0, 1, 2, 0, 1, 2, 3, 4], run);
        Assert.Equal([(0, 1), (0, 3), (1, 3), (2, 3), (0, 5), (1, 5), (2, 5), (3, 5), (4, 5)], told);
    }

    [Fact]
    public void TheFirstWorkersExceptionIsThrownAfterAllHaveFinished()
    {
        using var pool = new WorkerPool(4, "pool");
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
        var pool = new WorkerPool(3, "pool");
        Thread[] threads = Capture(pool);
        Assert.All(threads[1..], thread => Assert.True(thread.IsBackground));
        pool.Dispose();
        Assert.All(threads[1..], thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));
        Assert.Throws<ObjectDisposedException>(() => pool.Run((_, _) => { }, 1));
        pool.Dispose();
    }

    /// <summary>The threads are parked, so that they wake only when the pool has been disposed of already.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ARunThatIsDisposedOfInItsMiddleIsFinished(int times)
    {
        for (int round = 0; round < 20; round++)
        {
            var pool = new WorkerPool(4, "pool");
            Thread[] threads = Capture(pool);
            Thread.Sleep(5);
            int[] calls = new int[4];
            Patience.Finishes(() => pool.Run(
                (worker, _) =>
                {
                    for (int i = 0; i < times && worker == 0; i++) pool.Dispose();
                    calls[worker]++;
                },
                4));
            Assert.Equal([1, 1, 1, 1], calls);
            Assert.Equal("pool", Assert.Throws<ObjectDisposedException>(() => pool.Run((_, _) => { }, 4)).ObjectName);
            Assert.All(threads[1..], thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));
        }
    }

    [Fact]
    public void APoolCanBeDisposedOfByAnotherThreadAtAnyMoment()
    {
        for (int round = 0; round < 300; round++)
        {
            using var pool = new WorkerPool(3, "pool");
            int started = 0;
            int ended = 0;
            var disposing = new Thread(() =>
            {
                Thread.SpinWait(round * 50);
                pool.Dispose();
            });
            disposing.Start();
            void RunOn()
            {
                while (true)
                {
                    pool.Run((_, _) => Interlocked.Increment(ref ended), 3);
                    started++;
                }
            }

            Patience.Finishes(() => Assert.Throws<ObjectDisposedException>(RunOn));
            disposing.Join();
            Assert.Equal(3 * started, ended);
        }
    }

    [Fact]
    public void TwoRunsAtOnceAreRefused()
    {
        using var pool = new WorkerPool(2, "pool");
        InvalidOperationException? refusal = null;
        Patience.Finishes(() => pool.Run((worker, _) => refusal = worker == 1 ? Assert.Throws<InvalidOperationException>(() => pool.Run((_, _) => { }, 2)) : refusal, 2));
        Assert.Contains("used by one at a time", refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, typeof(OutOfMemoryException))]
    [InlineData(1, typeof(OutOfMemoryException))]
    [InlineData(3, typeof(OutOfMemoryException))]
    [InlineData(1, typeof(ThreadStartException))]
    [InlineData(0, typeof(PlatformNotSupportedException))]
    public void WorkersThatCannotBeStartedAreDoneWithout(int granted, Type refusal)
    {
        int asked = 0;
        using var pool = new WorkerPool(6, "pool", thread =>
        {
            if (asked++ == granted) throw (Exception)Activator.CreateInstance(refusal, nonPublic: true)!;
            thread.Start();
        });
        for (int run = 0; run < 3; run++)
        {
            int[] calls = new int[6];
            Patience.Finishes(() => pool.Run(
                (worker, workers) =>
                {
                    Assert.Equal(granted + 1, workers);
                    calls[worker]++;
                },
                6));
            Assert.Equal(Enumerable.Range(0, 6).Select(worker => worker <= granted ? 1 : 0), calls);
        }

        Assert.Equal(granted + 1, asked);
    }

    [Fact]
    public void AnyNumberOfThreadsIsTaken()
    {
        using var pool = new WorkerPool(int.MaxValue, "pool");
        Assert.Equal(WorkerPool.MostThreads, pool.Threads);
        int calls = 0;
        Patience.Finishes(() => pool.Run((_, _) => Interlocked.Increment(ref calls), 5));
        Assert.Equal(5, calls);
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => new WorkerPool(0, "pool"));

        // One that was never made must not end the process when it is finalised.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void FitEndsWhenItsTrainerIsDisposedOf()
    {
        float[] inputs = Batches.Inputs(400, 4);
        var data = new NetGen.Data.Dataset(inputs, SmallNetwork.Inputs, Batches.Labels(inputs), SmallNetwork.Outputs);
        for (int round = 0; round < 10; round++)
        {
            using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(), new Sgd(0.01f), new TrainerOptions { Threads = 3 });
            using var disposing = new Timer(_ => trainer.Dispose(), null, 20 + round, Timeout.Infinite);
            ObjectDisposedException exception = null!;
            Patience.Finishes(() => exception = Assert.Throws<ObjectDisposedException>(() => trainer.Fit(data, new FitOptions { Epochs = int.MaxValue, BatchSize = 8 })));
            Assert.Equal("Trainer<SmallNetwork>", exception.ObjectName);
        }
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
    private static Thread[] Forget() => Capture(new WorkerPool(3, "pool"));

    private static Thread[] Capture(WorkerPool pool)
    {
        var threads = new Thread[pool.Threads];
        pool.Run((worker, _) => threads[worker] = Thread.CurrentThread, pool.Threads);
        return threads;
    }
}
