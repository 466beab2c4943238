using System.Diagnostics;

namespace NetGen.Benchmarks.Measuring;

/// <summary>NetGen, or anything else in this process.</summary>
internal sealed class LocalContestant(Action<int> run, IDisposable? owned = null, string name = "NetGen") : IContestant
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public double WarmUpSeconds => 0.3;

    /// <inheritdoc/>
    public double Run(int iterations)
    {
        long begin = Stopwatch.GetTimestamp();
        run(iterations);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();
}
