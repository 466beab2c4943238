using System.Runtime;

namespace NetGen.Benchmarks.Startup;

/// <summary>What the JIT compiled during some work, on all threads.</summary>
/// <param name="Methods">How many methods.</param>
/// <param name="IlBytes">Their size.</param>
/// <param name="Seconds">Time spent compiling.</param>
internal sealed record JitWork(long Methods, long IlBytes, double Seconds)
{
    /// <summary>Does the work.</summary>
    public static JitWork Measure(Action work)
    {
        long methods = JitInfo.GetCompiledMethodCount();
        long bytes = JitInfo.GetCompiledILBytes();
        TimeSpan time = JitInfo.GetCompilationTime();
        work();
        return new JitWork(JitInfo.GetCompiledMethodCount() - methods, JitInfo.GetCompiledILBytes() - bytes, (JitInfo.GetCompilationTime() - time).TotalSeconds);
    }
}

/// <summary>What the JIT compiled for a network that is used for the first time.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Forward">For the first forward pass.</param>
/// <param name="Step">For the first training step behind it.</param>
internal sealed record FirstCalls(string Network, JitWork Forward, JitWork Step);
