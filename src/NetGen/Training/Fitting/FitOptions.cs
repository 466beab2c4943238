using NetGen.Data;

namespace NetGen;

/// <summary>How <see cref="Trainer{TNetwork}.Fit"/> goes about it.</summary>
public sealed class FitOptions
{
    private readonly int _epochs = 1;
    private readonly int _batchSize = 32;
    private readonly int? _patience;
    private readonly int _reportEverySteps = 100;
    private readonly int? _checkpointEverySteps;
    private readonly int _checkpointEveryEpochs = 1;

    /// <summary>Passes over the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Epochs
    {
        get => _epochs;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _epochs = value;
        }
    }

    /// <summary>Samples per step; the last batch of an epoch has what is left, and its mean is over that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _batchSize = value;
        }
    }

    /// <summary>Whether every epoch takes the samples in another order, drawn from the trainer's seed.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How the learning rate changes over the run; the optimiser has its own rate again when the run is over.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Samples on which the network is evaluated after every epoch; never trained on.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>Stop after this many epochs in a row whose loss (on the validation samples, if there are any) was not below the lowest so far. Null for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Patience
    {
        get => _patience;
        init
        {
            if (value is { } epochs) ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1, nameof(value));
            _patience = value;
        }
    }

    /// <summary>Told after every epoch, and within one every <see cref="ReportEverySteps"/>.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Steps between two reports within an epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int ReportEverySteps
    {
        get => _reportEverySteps;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _reportEverySteps = value;
        }
    }

    /// <summary>Ends training between two steps with an <see cref="OperationCanceledException"/>; with a checkpoint directory, after writing a checkpoint.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Where checkpoints are kept, the two newest of them; created if need be. If it already has one, training goes on from there, and ends
    /// with the same bits as if it had never stopped. Null for no checkpoints.
    /// </summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Steps between two checkpoints. Null for none within an epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? CheckpointEverySteps
    {
        get => _checkpointEverySteps;
        init
        {
            if (value is { } steps) ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, nameof(value));
            _checkpointEverySteps = value;
        }
    }

    /// <summary>Epochs between two checkpoints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int CheckpointEveryEpochs
    {
        get => _checkpointEveryEpochs;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _checkpointEveryEpochs = value;
        }
    }
}
