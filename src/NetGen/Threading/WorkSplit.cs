using NetGen.Runtime;

namespace NetGen.Threading;

/// <summary>How many threads a piece of work is worth.</summary>
internal static class WorkSplit
{
    /// <summary>
    /// Multiply-adds that each thread should have: about 5 microseconds at 50 per nanosecond, several times what it takes to hand a phase
    /// to a waiting thread and to wait for it.
    /// </summary>
    private const long MultiplyAddsPerThread = 250_000;

    /// <summary>Floats of a block that each thread should have: about the same time for a pass that memory bounds.</summary>
    private const int FloatsPerThread = 65_536;

    /// <summary>Threads for one phase of a training step.</summary>
    public static int ForArithmetic(long workPerSample, int batch, int threads) => (int)Math.Clamp(workPerSample * batch / MultiplyAddsPerThread, 1, threads);

    /// <summary>Threads for one phase of the forward pass of a single sample.</summary>
    public static int ForPhase(InferencePhase phase, int threads) => Math.Min(phase.Units, ForArithmetic(phase.Work, 1, threads));

    /// <summary>Threads for one pass over a block.</summary>
    public static int ForMemory(int floats, int threads) => Math.Clamp(floats / FloatsPerThread, 1, threads);
}
