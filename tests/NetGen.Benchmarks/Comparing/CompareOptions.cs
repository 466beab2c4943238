using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Comparing;

/// <summary>What the user asked the comparison for.</summary>
internal sealed record CompareOptions
{
    /// <summary>Rounds, unless the figures alone are measured.</summary>
    private const int Rounds = 9;

    /// <summary>Rounds of the short run.</summary>
    private const int QuickRounds = 7;

    /// <summary>Where rows go as JSON; null for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>The document whose table is replaced; null for none.</summary>
    public string? Markdown { get; init; }

    /// <summary>Only what has a figure to reach, and shorter.</summary>
    public bool Quick { get; init; }

    /// <summary>Every batch of every network in every mode, and not the usual ones alone.</summary>
    public bool All { get; init; }

    /// <summary>Names of peers.</summary>
    public IReadOnlyList<string> Peers { get; init; } = PeerStart.Names;

    /// <summary>Names of works; empty for all.</summary>
    public IReadOnlyList<string> Works { get; init; } = [];

    /// <summary>Batches; empty for all.</summary>
    public IReadOnlyList<int> Batches { get; init; } = [];

    /// <summary>Modes; empty for all.</summary>
    public IReadOnlyList<Mode> Modes { get; init; } = [];

    /// <summary>Numbers of threads, ascending.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [1, 2];

    /// <summary>Seconds for each contestant; null for the usual.</summary>
    public double? Seconds { get; init; }

    /// <summary>How long to measure.</summary>
    public MeasuringTime Time => Quick ? new MeasuringTime(Seconds ?? 0.25, QuickRounds) : new MeasuringTime(Seconds ?? 0.5, Rounds);
}
