using NetGen.Data;

namespace NetGen;

/// <summary>How <see cref="Trainer{TNetwork}.Fit"/> goes about it.</summary>
public sealed class FitOptions
{
    private readonly int _epochs = 1;
    private readonly int _batchSize = 32;
    private readonly LearningRateSchedule _schedule = LearningRateSchedule.Constant;
    private readonly int? _patience;
    private readonly int _reportEverySteps = 100;
    private readonly int? _checkpointEverySteps;
    private readonly int _checkpointEveryEpochs = 1;

    /// <summary>Passes over the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Epochs
    {
        get => _epochs;
        init => _epochs = OptionGuard.AtLeast(value, 0);
    }

    /// <summary>Samples per step; the last batch of an epoch has what is left, and its mean is over that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>
    /// Whether every epoch takes the samples in another order, drawn from the trainer's seed and the number of epochs that it has begun before,
    /// in whichever call of Fit.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How the learning rate changes over the run; the optimiser has its own rate again when the run is over.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public LearningRateSchedule Schedule
    {
        get => _schedule;
        init => _schedule = OptionGuard.NotNull(value);
    }

    /// <summary>Samples on which the network is evaluated after every epoch; never trained on.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>Stop after this many epochs in a row whose loss (on the validation samples, if there are any) was not below the lowest so far. Null for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Patience
    {
        get => _patience;
        init => _patience = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>Told after every epoch, and within one every <see cref="ReportEverySteps"/>.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Steps between two reports within an epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int ReportEverySteps
    {
        get => _reportEverySteps;
        init => _reportEverySteps = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>Ends training between two steps with an <see cref="OperationCanceledException"/>; with a checkpoint directory, after writing a checkpoint.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Where checkpoints are kept, the two newest of them; created if need be. If it already has one, training goes on from there, and ends
    /// with the same bits as if it had never stopped; a run that is complete is not trained again. So a directory belongs to one run: in a loop,
    /// each call of Fit has its own. Going on with other settings than those of the run is refused, but for <see cref="AllowChanged"/>.
    /// Null for no checkpoints.
    /// </summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>
    /// Settings that may differ from those of the checkpoint that training goes on from. The new ones hold from there on, so the result is
    /// that of neither run alone.
    /// </summary>
    public RunSettings AllowChanged { get; init; }

    /// <summary>Steps between two checkpoints. Null for none within an epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? CheckpointEverySteps
    {
        get => _checkpointEverySteps;
        init => _checkpointEverySteps = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>Epochs between two checkpoints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int CheckpointEveryEpochs
    {
        get => _checkpointEveryEpochs;
        init => _checkpointEveryEpochs = OptionGuard.AtLeast(value, 1);
    }
}
