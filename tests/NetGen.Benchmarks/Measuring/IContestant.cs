namespace NetGen.Benchmarks.Measuring;

/// <summary>Somebody who can do a work many times and say how long it took.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Who, or which variant.</summary>
    string Name { get; }

    /// <summary>
    /// Seconds of work before the first measurement. In this process more: the JIT compiles hot methods a second time, a tenth of a second
    /// after it noticed them.
    /// </summary>
    double WarmUpSeconds => 0.05;

    /// <summary>
    /// What the contestant's own process has taken of the processor so far; zero for one in this process. Threads that spin after their work
    /// show here.
    /// </summary>
    TimeSpan ProcessorTime => TimeSpan.Zero;

    /// <summary>Does the work <paramref name="iterations"/> times.</summary>
    /// <returns>Seconds for all of them.</returns>
    double Run(int iterations);
}
