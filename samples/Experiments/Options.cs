namespace ExperimentsSample;

/// <summary>What the user asks for.</summary>
internal sealed record Options
{
    /// <summary>Seeds, batches and epochs as the experiments ask for them: with fewer, the page says so.</summary>
    public const int AllSeeds = 5;

    /// <inheritdoc cref="AllSeeds"/>
    public const int AllBatches = 10_000;

    /// <inheritdoc cref="AllSeeds"/>
    public const int AllEpochs = 12;

    /// <summary>Where MNIST's files are.</summary>
    public required string Data { get; init; }

    /// <summary>The experiments to replay; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The page whose sections are written; null for none.</summary>
    public string? Markdown { get; init; }

    /// <summary>The first seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>E5: initialisations of which the median counts.</summary>
    public int Seeds { get; init; } = AllSeeds;

    /// <summary>E7: batches per weight size.</summary>
    public int Batches { get; init; } = AllBatches;

    /// <summary>E10: passes over the digits.</summary>
    public int Epochs { get; init; } = AllEpochs;
}
