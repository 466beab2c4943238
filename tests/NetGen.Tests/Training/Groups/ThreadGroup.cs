namespace NetGen.Tests.Training.Groups;

/// <summary>A group whose processes are threads: all that a trainer asks of one, written plainly. Where a rank throws, the others do not wait for it.</summary>
internal sealed class ThreadGroup : IProcessGroup
{
    private readonly Shared _shared;

    private ThreadGroup(int rank, Shared shared)
    {
        Rank = rank;
        _shared = shared;
    }

    public int Rank { get; }

    public int Size => _shared.Slots.Length;

    public int LocalSize => Size;

    /// <summary>What every rank gives; the first exception of any of them that was not the consequence of another's is thrown again.</summary>
    public static T[] Run<T>(int size, Func<IProcessGroup, T> rank)
    {
        (T[] results, Exception?[] exceptions) = Try(size, rank);
        if (exceptions.FirstOrDefault(static exception => exception is not null and not BarrierPostPhaseException and not OperationCanceledException) is { } first) throw new AggregateException(first);
        if (exceptions.FirstOrDefault(static exception => exception is not null) is { } other) throw new AggregateException(other);
        return results;
    }

    /// <summary>What every rank throws; null for those that do not.</summary>
    public static Exception?[] Catch(int size, Action<IProcessGroup> rank) => Try(size, group =>
    {
        rank(group);
        return true;
    }).Exceptions;

    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        byte[][] slots = Exchange(own.ToArray());
        for (int rank = 0; rank < slots.Length; rank++) slots[rank].CopyTo(all[(rank * own.Length)..]);
    }

    public void Broadcast(Span<byte> values)
    {
        byte[][] slots = Exchange(values.ToArray());
        slots[0].AsSpan().CopyTo(values);
    }

    public void Sum(Span<float> values, ReadOnlySpan<double> weights)
    {
        byte[][] slots = Exchange(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());
        for (int i = 0; i < values.Length; i++)
        {
            double sum = 0;
            for (int rank = 0; rank < slots.Length; rank++) sum += weights[rank] * BitConverter.ToSingle(slots[rank], i * sizeof(float));
            values[i] = (float)sum;
        }
    }

    private static (T[] Results, Exception?[] Exceptions) Try<T>(int size, Func<IProcessGroup, T> rank)
    {
        using var shared = new Shared(size);
        var results = new T[size];
        var exceptions = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(index => new Thread(() =>
        {
            try
            {
                results[index] = rank(new ThreadGroup(index, shared));
            }
            catch (Exception exception)
            {
                exceptions[index] = exception;
            }

            shared.Leave();
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return (results, exceptions);
    }

    private byte[][] Exchange(byte[] own)
    {
        _shared.Slots[Rank] = own;
        _shared.Wait();
        byte[][] all = [.. _shared.Slots];
        if (all.Any(slot => slot.Length != own.Length)) throw new InvalidOperationException($"Rank {Rank} gives {own.Length} bytes, others {string.Join(", ", all.Select(static slot => slot.Length))}.");
        _shared.Wait();
        return all;
    }

    private sealed class Shared(int size) : IDisposable
    {
        private readonly Barrier _barrier = new(size);
        private readonly CancellationTokenSource _left = new();

        public byte[][] Slots { get; } = new byte[size][];

        public void Wait() => _barrier.SignalAndWait(_left.Token);

        public void Leave() => _left.CancelAfter(TimeSpan.FromSeconds(10));

        public void Dispose()
        {
            _barrier.Dispose();
            _left.Dispose();
        }
    }
}
