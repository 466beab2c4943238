using System.Collections.Concurrent;

using NetGen.Runtime;

namespace NetGen.Tests.Training;

/// <summary>How many values a <see cref="CountingNetwork{TOutputs}"/> puts out.</summary>
internal interface IOutputs
{
    static abstract int Count { get; }
}

internal readonly struct ThreeOutputs : IOutputs
{
    public static int Count => 3;
}

internal readonly struct ManyOutputs : IOutputs
{
    public static int Count => 100_000;
}

/// <summary>A network without parameters whose largest output is the second. It claims to be hard work, and remembers who did it.</summary>
internal sealed class CountingNetwork<TOutputs> : INetwork<CountingNetwork<TOutputs>>
    where TOutputs : IOutputs
{
    private int _calls;

    public static NetworkInfo Info { get; } = new()
    {
        Name = "CountingNetwork",
        InputShape = [4],
        OutputShape = [TOutputs.Count],
        Layers = [new("work", "Work", [TOutputs.Count], 0, MultiplyAdds: 1_000_000, "", new PredictedSignal(0, 1, 1, 0, 1, 1))],
        Parameters = [],
        InferenceWorkspace = 0,
        PackedSize = 0,
        TrainedPackedSize = 0,
    };

    public int Threads { get; set; }

    public int Calls => _calls;

    /// <summary>The threads that called, and whether each is of the thread pool.</summary>
    public ConcurrentDictionary<Thread, bool> Workers { get; } = new();

    public ParameterBlock Parameters { get; } = new(Info);

    public static CountingNetwork<TOutputs> Create(ulong seed) => new();

    public static CountingNetwork<TOutputs> Load(string path) => throw new NotSupportedException();

    public static CountingNetwork<TOutputs> Load(Stream stream) => throw new NotSupportedException();

    public static CountingNetwork<TOutputs> Load(ReadOnlyMemory<byte> file) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        Interlocked.Increment(ref _calls);
        Workers.TryAdd(Thread.CurrentThread, Thread.CurrentThread.IsThreadPoolThread);

        // Whoever is first gives a second the time to come.
        SpinWait.SpinUntil(() => Workers.Count > 1, TimeSpan.FromSeconds(0.1));
        output.Clear();
        for (int i = 1; i < output.Length; i += TOutputs.Count) output[i] = 1;
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Forward(input, output);

    public void Save(string path) => throw new NotSupportedException();

    public void CopyParameter(string name, Span<float> destination) => throw new NotSupportedException();

    public void SetParameter(string name, ReadOnlySpan<float> values) => throw new NotSupportedException();
}
