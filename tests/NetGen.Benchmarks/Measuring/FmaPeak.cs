using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Measuring;

/// <summary>
/// What the processor can do at most: independent fused multiply-adds of the widest vectors, nothing else. One iteration is
/// <see cref="FlopsPerIteration"/> floating-point operations on every thread.
/// </summary>
internal sealed class FmaPeak : IContestant
{
    /// <summary>Rounds of the inner loop in one iteration: about 10 microseconds.</summary>
    private const int Rounds = 1000;

    private readonly Thread[] _threads;
    private readonly Barrier _barrier;
    private volatile int _iterations;
    private volatile bool _isStopped;
    private float _sink;

    /// <summary>The peak of so many threads together.</summary>
    public FmaPeak(int threads)
    {
        _barrier = new Barrier(threads);
        _threads = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (Thread thread in _threads) thread.Start();
        FlopsPerIteration = 2L * Rounds * Accumulators * Width * threads;
    }

    /// <summary>Bits of the widest vectors here.</summary>
    public static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <inheritdoc/>
    public string Name => "FMA peak";

    /// <summary>Floating-point operations of all threads in one iteration; a multiply-add is two.</summary>
    public long FlopsPerIteration { get; }

    /// <summary>Enough to hide the latency of the instruction; as many as fit into the registers beside the factors.</summary>
    private static int Accumulators => Vector512.IsHardwareAccelerated ? 24 : 12;

    private static int Width => VectorBits / 32;

    /// <inheritdoc/>
    public double Run(int iterations)
    {
        _iterations = iterations;
        _barrier.SignalAndWait();
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        Compute(iterations);
        _barrier.SignalAndWait();
        return System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStopped = true;
        _barrier.SignalAndWait();
        foreach (Thread thread in _threads) thread.Join();
        _barrier.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_isStopped) return;
            Compute(_iterations);
            _barrier.SignalAndWait();
        }
    }

    private void Compute(int iterations)
    {
        float sum = 0;
        for (int i = 0; i < iterations; i++)
        {
            sum += Vector512.IsHardwareAccelerated ? Run512() : Vector256.IsHardwareAccelerated ? Run256() : Run128();
        }

        // Stored, so that it must be computed.
        _sink = sum + _sink;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512()
    {
        Vector512<float> a = Vector512.Create(0.5f), b = Vector512.Create(1f);
        Vector512<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
        Vector512<float> t0 = b, t1 = b, t2 = b, t3 = b, t4 = b, t5 = b, t6 = b, t7 = b, t8 = b, t9 = b, t10 = b, t11 = b;
        for (int i = 0; i < Rounds; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, a, b); s1 = Vector512.FusedMultiplyAdd(s1, a, b); s2 = Vector512.FusedMultiplyAdd(s2, a, b);
            s3 = Vector512.FusedMultiplyAdd(s3, a, b); s4 = Vector512.FusedMultiplyAdd(s4, a, b); s5 = Vector512.FusedMultiplyAdd(s5, a, b);
            s6 = Vector512.FusedMultiplyAdd(s6, a, b); s7 = Vector512.FusedMultiplyAdd(s7, a, b); s8 = Vector512.FusedMultiplyAdd(s8, a, b);
            s9 = Vector512.FusedMultiplyAdd(s9, a, b); s10 = Vector512.FusedMultiplyAdd(s10, a, b); s11 = Vector512.FusedMultiplyAdd(s11, a, b);
            t0 = Vector512.FusedMultiplyAdd(t0, a, b); t1 = Vector512.FusedMultiplyAdd(t1, a, b); t2 = Vector512.FusedMultiplyAdd(t2, a, b);
            t3 = Vector512.FusedMultiplyAdd(t3, a, b); t4 = Vector512.FusedMultiplyAdd(t4, a, b); t5 = Vector512.FusedMultiplyAdd(t5, a, b);
            t6 = Vector512.FusedMultiplyAdd(t6, a, b); t7 = Vector512.FusedMultiplyAdd(t7, a, b); t8 = Vector512.FusedMultiplyAdd(t8, a, b);
            t9 = Vector512.FusedMultiplyAdd(t9, a, b); t10 = Vector512.FusedMultiplyAdd(t10, a, b); t11 = Vector512.FusedMultiplyAdd(t11, a, b);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + t0 + t1 + t2 + t3 + t4 + t5 + t6 + t7 + t8 + t9 + t10 + t11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256()
    {
        Vector256<float> a = Vector256.Create(0.5f), b = Vector256.Create(1f);
        Vector256<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
        for (int i = 0; i < Rounds; i++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, a, b); s1 = Vector256.FusedMultiplyAdd(s1, a, b); s2 = Vector256.FusedMultiplyAdd(s2, a, b);
            s3 = Vector256.FusedMultiplyAdd(s3, a, b); s4 = Vector256.FusedMultiplyAdd(s4, a, b); s5 = Vector256.FusedMultiplyAdd(s5, a, b);
            s6 = Vector256.FusedMultiplyAdd(s6, a, b); s7 = Vector256.FusedMultiplyAdd(s7, a, b); s8 = Vector256.FusedMultiplyAdd(s8, a, b);
            s9 = Vector256.FusedMultiplyAdd(s9, a, b); s10 = Vector256.FusedMultiplyAdd(s10, a, b); s11 = Vector256.FusedMultiplyAdd(s11, a, b);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run128()
    {
        Vector128<float> a = Vector128.Create(0.5f), b = Vector128.Create(1f);
        Vector128<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
        for (int i = 0; i < Rounds; i++)
        {
            s0 = Vector128.MultiplyAddEstimate(s0, a, b); s1 = Vector128.MultiplyAddEstimate(s1, a, b); s2 = Vector128.MultiplyAddEstimate(s2, a, b);
            s3 = Vector128.MultiplyAddEstimate(s3, a, b); s4 = Vector128.MultiplyAddEstimate(s4, a, b); s5 = Vector128.MultiplyAddEstimate(s5, a, b);
            s6 = Vector128.MultiplyAddEstimate(s6, a, b); s7 = Vector128.MultiplyAddEstimate(s7, a, b); s8 = Vector128.MultiplyAddEstimate(s8, a, b);
            s9 = Vector128.MultiplyAddEstimate(s9, a, b); s10 = Vector128.MultiplyAddEstimate(s10, a, b); s11 = Vector128.MultiplyAddEstimate(s11, a, b);
        }

        return Vector128.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
