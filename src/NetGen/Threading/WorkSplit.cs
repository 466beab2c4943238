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

    /// <summary>
    /// Multiply-adds of a call of Forward from which on it is shared: 15 to 40 microseconds. The threads may have parked since the last call,
    /// and to wake them costs the caller 20 (measured on Zen 5 under Linux; while they are awake, a phase costs 0.3).
    /// </summary>
    private const long MultiplyAddsOfCall = 2_000_000;

    /// <summary>
    /// Multiply-adds that each thread should have of a phase of such a call: one to two microseconds. Two threads were measured to gain
    /// 1.6 times on two microseconds of work, 1.9 times on five.
    /// </summary>
    private const long MultiplyAddsOfPhase = 125_000;

    /// <summary>Floats of a block that each thread should have: about the same time for a pass that memory bounds.</summary>
    private const int FloatsPerThread = 65_536;

    /// <summary>Threads for so many multiply-adds.</summary>
    public static int ForArithmetic(long work, int threads) => (int)Math.Clamp(work / MultiplyAddsPerThread, 1, threads);

    /// <summary>Threads for one phase of a training step.</summary>
    public static int ForPhase(TrainingPhase phase, int batch, int threads) => ForArithmetic((phase.WorkPerSample * batch) + phase.WorkPerStep, threads);

    /// <summary>Threads for a forward pass that is divided by samples.</summary>
    public static int ForSamples(InferenceProgram program, int batch, int threads)
    {
        long work = program.WorkPerSample * batch;
        return work < MultiplyAddsOfCall ? 1 : Math.Clamp(batch / program.SamplesPerThread, 1, ForArithmetic(work, threads));
    }

    /// <summary>Threads for the forward pass of a single sample: as many as its largest phase can use.</summary>
    public static int ForPhases(IReadOnlyList<InferencePhase> phases, int threads)
    {
        // By index: an enumerator would be an allocation.
        long work = 0;
        int most = 1;
        for (int phase = 0; phase < phases.Count; phase++)
        {
            work += phases[phase].Work;
            most = Math.Max(most, ForPhase(phases[phase], threads));
        }

        return work < MultiplyAddsOfCall ? 1 : most;
    }

    /// <summary>Threads for one phase of it.</summary>
    public static int ForPhase(InferencePhase phase, int threads) => (int)Math.Clamp(phase.Work / MultiplyAddsOfPhase, 1, Math.Min(phase.Units, threads));

    /// <summary>Threads for one pass over a block.</summary>
    public static int ForMemory(int floats, int threads) => Math.Clamp(floats / FloatsPerThread, 1, threads);
}
