using System.Diagnostics;
using System.Runtime.CompilerServices;

using NetGen.Tests.Faults;
using NetGen.Tests.Files;
using NetGen.Tests.Training;

using Xunit;

namespace NetGen.Tests.Threading;

/// <summary>A test that gives a process one core.</summary>
public sealed class OneCoreFactAttribute : FactAttribute
{
    public const string Launcher = "/usr/bin/taskset";

    public OneCoreFactAttribute()
    {
        if (!File.Exists(Launcher)) Skip = $"There is no {Launcher}, which gives a process one core.";
    }
}

/// <summary>Many networks, many threads, few cores.</summary>
[Collection(nameof(Alone))]
public sealed class CrowdTests : IDisposable
{
    private const int Batch = 64;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Trainers with threads of their own, half of which are disposed of and half forgotten: no memory is held, and no thread.</summary>
    [Fact]
    public void Networks_that_come_and_go_leave_nothing_behind()
    {
        Come(20);
        (long memory, int threads) = Held();
        Come(1000); // half a gigabyte of weights, gradients and workspaces
        (long memoryAfter, int threadsAfter) = Held();
        for (int wait = 0; wait < 100 && threadsAfter > threads + 8; wait++)
        {
            Thread.Sleep(20);
            (memoryAfter, threadsAfter) = Held();
        }

        Assert.InRange(memoryAfter - memory, long.MinValue, 8L << 20);
        Assert.InRange(threadsAfter, 0, threads + 8);
    }

    /// <summary>
    /// Each of many threads that the pool has trains and asks networks with threads of their own: none waits for another, and all give what they give alone.
    /// </summary>
    [Fact]
    public void Networks_learn_and_predict_inside_a_parallel_loop()
    {
        string[] expected = [.. Enumerable.Range(0, 4).Select(seed => Learn((ulong)seed, threads: 1))];
        string[] actual = new string[64];
        ParallelOptions sixteen = new() { MaxDegreeOfParallelism = 16 };
        Patience.Finishes(() => Parallel.For(0, actual.Length, sixteen, i => actual[i] = Learn((ulong)(i % 4), threads: 4)));
        for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i % 4], actual[i]);
    }

    /// <summary>Threads that wait for each other on a core that they share get on, and change no bit.</summary>
    [OneCoreFact]
    public async Task Eight_threads_train_on_one_core()
    {
        string expected = FaultRun.Hash(FaultRun.Train(NewFolder("whole"), threads: 1));
        string folder = NewFolder("one core");
        FaultProcess run = await FaultProcess.RunAsync(folder, threads: 8, patience: null, OneCoreFactAttribute.Launcher, "-c", "0");
        string actual = FaultRun.Hash(await File.ReadAllBytesAsync(FaultRun.Network(folder)));
        Assert.Equal((0, "", FaultRun.Steps, expected), (run.ExitCode, run.Errors, run.Steps.Count, actual));
    }

    /// <summary>What a network has come to after three steps, and gives.</summary>
    private static string Learn(ulong seed, int threads)
    {
        SharedNet network = new(seed);
        float[] inputs = [.. Enumerable.Range(0, Batch * 256).Select(static i => MathF.Sin(i))];
        float[] targets = [.. Enumerable.Range(0, Batch).Select(static i => MathF.Cos(i))];
        using Trainer<SharedNet> trainer = network.CreateTrainer(new Adam(1e-3f), new TrainerOptions { Threads = threads });
        float loss = 0;
        for (int step = 0; step < 3; step++) loss = trainer.Step(inputs, targets);
        float[] outputs = new float[Batch];
        network.Predict(inputs, outputs);
        return string.Join(' ', outputs.Append(loss).Select(BitConverter.SingleToInt32Bits));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Come(int networks)
    {
        (float[] inputs, float[] targets, float[] outputs) = (new float[Batch * 256], new float[Batch], new float[Batch]);
        for (int i = 0; i < networks; i++)
        {
            SharedNet network = new((ulong)i);
            Trainer<SharedNet> trainer = network.CreateTrainer(new Sgd(1e-3f), new TrainerOptions { Threads = 3 });
            trainer.Step(inputs, targets);
            network.Predict(inputs, outputs);
            if (i % 2 == 0) trainer.Dispose();
        }
    }

    /// <summary>Bytes that are reachable, and threads of this process.</summary>
    private static (long Memory, int Threads) Held()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using Process process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.Threads.Count);
    }

    private string NewFolder(string name) => Directory.CreateDirectory(_directory.Combine(name)).FullName;
}
