using NetGen.Data;
using NetGen.Metrics;

namespace NetGen;

/// <summary>How <see cref="Trainer{TNetwork}.Fit"/> goes about it.</summary>
public sealed class FitOptions
{
    private readonly int _epochs = 1;
    private readonly int _batchSize = 32;
    private readonly int? _stepsPerEpoch;
    private readonly LearningRateSchedule _schedule = LearningRateSchedule.Constant;
    private readonly int? _patience;
    private readonly int _reportEverySteps = 100;
    private readonly int? _checkpointEverySteps;
    private readonly int _checkpointEveryEpochs = 1;
    private readonly IReadOnlyList<float>? _classWeights;
    private readonly double? _validationShare;
    private readonly IReadOnlyList<Metric> _metrics = [];
    private readonly IReadOnlyList<ITrainingCallback> _callbacks = [];
    private readonly string _monitor = "loss";
    private readonly double _leastImprovement;

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
    /// Steps of an epoch, at most: where an epoch over all samples is too long to wait for its validation. Each epoch then takes the first of its own
    /// order, which is shuffled anew. Null for all samples.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? StepsPerEpoch
    {
        get => _stepsPerEpoch;
        init => _stepsPerEpoch = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>
    /// Whether every epoch takes the samples in another order, drawn from the trainer's seed and the number of epochs that it has begun before,
    /// in whichever call of Fit.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Which samples an epoch takes, in which order; null for <see cref="Sampler.Shuffled"/> or <see cref="Sampler.InOrder"/>, as
    /// <see cref="Shuffle"/> says.
    /// </summary>
    public Sampler? Sampler { get; init; }

    /// <summary>
    /// What the samples of each class count in the mean loss, for data in which some classes are rare; null for all the same.
    /// <see cref="NetGen.ClassWeights.Balanced"/> makes them from the data.
    /// </summary>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public IReadOnlyList<float>? ClassWeights
    {
        get => _classWeights;
        init => _classWeights = OptionGuard.Weights(value, "class");
    }

    /// <summary>How the learning rate changes over the run; the optimiser has its own rate again when the run is over.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public LearningRateSchedule Schedule
    {
        get => _schedule;
        init => _schedule = OptionGuard.NotNull(value);
    }

    /// <summary>Samples on which the network is evaluated after every epoch; never trained on.</summary>
    public SampleSource? Validation { get; init; }

    /// <summary>
    /// The share of the samples that is kept from training and validated on instead, between 0 and 1, drawn from the trainer's seed; of samples with labels
    /// from each class. Null for none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? ValidationShare
    {
        get => _validationShare;
        init => _validationShare = OptionGuard.Share(value);
    }

    /// <summary>
    /// Whether the average of the weights is validated, that of <see cref="TrainerOptions.Average"/> or of the optimiser (<see cref="ScheduleFreeAdamW"/>, <see cref="Asgd"/>),
    /// and not the weights that are trained; before an update counts in it, these. The best epoch is then the best average: so is what <see cref="RestoreBest"/> puts
    /// back, and 'best.safetensors'. Without that the network keeps the weights that are trained; <see cref="Trainer{TNetwork}.AverageInto"/> gives the average.
    /// </summary>
    public bool ValidateAverage { get; init; }

    /// <summary>What is measured on the validation samples after every epoch besides loss and accuracy.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<Metric> Metrics
    {
        get => _metrics;
        init => _metrics = OptionGuard.NotNull(value);
    }

    /// <summary>Told of what happens, and may end training.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<ITrainingCallback> Callbacks
    {
        get => _callbacks;
        init => _callbacks = OptionGuard.NotNull(value);
    }

    /// <summary>
    /// By which number epochs are compared: 'loss', 'accuracy', or the name of one of <see cref="Metrics"/>; of the validation samples, if there are any.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Monitor
    {
        get => _monitor;
        init => _monitor = OptionGuard.NotNull(value);
    }

    /// <summary>By how much that number has to be better than the best so far to count as an improvement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LeastImprovement
    {
        get => _leastImprovement;
        init => _leastImprovement = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Whether the network has the parameters of the best epoch at the end, rather than of the last.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>Stop after this many epochs in a row that were no improvement by what <see cref="Monitor"/> names. Null for never.</summary>
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

    /// <summary>
    /// Ends training between two steps with an <see cref="OperationCanceledException"/>; with a checkpoint directory, after writing a checkpoint.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Where checkpoints are kept, the two newest of them, and 'best.safetensors', the network of the best epoch, for its Load; created if need be.
    /// If it already has one, training goes on from there, and ends with the same bits as if it had never stopped; a run that is complete is not
    /// trained again. So a directory belongs to one run: in a loop, each call of Fit has its own. Going on with other settings than those of the run
    /// is refused, but for <see cref="AllowChanged"/>; and so is a directory that another run is writing to, or that cannot be written to, before the
    /// first step. Null for no checkpoints.
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

    /// <summary>Whether epochs end with a validation.</summary>
    internal bool HasValidation => Validation is not null || ValidationShare is not null;

    /// <summary>The sampler that holds.</summary>
    internal Sampler EffectiveSampler => Sampler ?? (Shuffle ? Sampler.Shuffled : Sampler.InOrder);
}
