namespace NetGen.Benchmarks.Measuring;

/// <summary>Somebody who can do a work many times and say how long it took.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Who, or which variant.</summary>
    string Name { get; }

    /// <summary>Does the work <paramref name="iterations"/> times.</summary>
    /// <returns>Seconds for all of them.</returns>
    double Run(int iterations);
}
