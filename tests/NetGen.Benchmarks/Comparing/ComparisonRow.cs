namespace NetGen.Benchmarks.Comparing;

/// <summary>One comparison: NetGen against somebody, for one network, batch, mode and number of threads.</summary>
/// <param name="Work">The network.</param>
/// <param name="Batch">Samples per call.</param>
/// <param name="Mode">inference, step-sgd or step-adam.</param>
/// <param name="Threads">Threads of both.</param>
/// <param name="NetgenSeconds">Median seconds of one call of NetGen.</param>
/// <param name="Peer">Who else; null if nobody was there.</param>
/// <param name="PeerSeconds">Median seconds of one call of the peer.</param>
/// <param name="Ratio">Peer's time divided by NetGen's: above 1 NetGen is the faster.</param>
internal sealed record ComparisonRow(string Work, int Batch, string Mode, int Threads, double NetgenSeconds, string? Peer, double? PeerSeconds, double? Ratio)
{
    /// <summary>The peer's name of a thread fewer: NetGen itself on one thread.</summary>
    public const string OneThread = "netgen-one-thread";

    /// <summary>The peer's name of the processor's peak.</summary>
    public const string Peak = "fma-peak";

    /// <summary>Which of the peer's variants was the fastest.</summary>
    public string? PeerVariant { get; init; }

    /// <summary>Useful work of NetGen in 10^9 floating-point operations per second.</summary>
    public double? Gigaflops { get; init; }

    /// <summary>What the processor can do at most, likewise.</summary>
    public double? PeakGigaflops { get; init; }

    /// <summary>A row with its ratio.</summary>
    public static ComparisonRow Create(ComparisonCase comparison, int threads, double netgenSeconds, string? peer, double? peerSeconds) =>
        new(comparison.Work.Name, comparison.Batch, Works.ModeNames.Name(comparison.Mode), threads, netgenSeconds, peer, peerSeconds, peerSeconds / netgenSeconds);
}
