namespace MnistSample;

/// <summary>What the command line asks for, checked.</summary>
internal sealed record Options
{
    /// <summary>Directory of MNIST's files; null for drawn digits, or for the cache directory if <see cref="Download"/> is set.</summary>
    public string? Data { get; init; }

    /// <summary>Whether to fetch what the directory lacks.</summary>
    public bool Download { get; init; }

    /// <summary>Images to train with; null for the usual number.</summary>
    public int? TrainCount { get; init; }

    /// <summary>Images to test with; null for the usual number.</summary>
    public int? TestCount { get; init; }

    /// <summary>Passes over the training images; null for the usual number.</summary>
    public int? Epochs { get; init; }

    /// <summary>Images per training step.</summary>
    public int Batch { get; init; } = 50;

    /// <summary>What initial values, the order of the images and dropout are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the processes that a launcher of MPI has started train together.</summary>
    public bool Distributed { get; init; }

    /// <summary>Most threads to use, of all processes on this machine together.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Adam's learning rate at the start; it falls to 0 along a cosine.</summary>
    public float Rate { get; init; } = 1e-3f;

    /// <summary>Where the parameters go; null to keep none.</summary>
    public string? Save { get; init; }

    /// <summary>Parameters to begin with; null for fresh ones.</summary>
    public string? Load { get; init; }

    /// <summary>Directory where training keeps what it needs to go on, and goes on from; null to keep nothing.</summary>
    public string? Checkpoints { get; init; }

    /// <summary>Where the report for machines goes; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>Whether the digits are MNIST's rather than drawn ones.</summary>
    public bool IsMnist => Data is not null || Download;

    /// <summary>Passes to make: as asked; else none for parameters that are only loaded to be tested, and as many as the digits need.</summary>
    public int EpochsToRun
    {
        get
        {
            if (Epochs is { } asked) return asked;
            if (Load is not null) return 0;
            return IsMnist ? 4 : Digits.DrawnEpochs;
        }
    }
}
