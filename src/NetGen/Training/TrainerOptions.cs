namespace NetGen;

/// <summary>How a trainer works.</summary>
public sealed class TrainerOptions
{
    private readonly int? _threads;
    private readonly double? _clipNorm;
    private readonly double? _clipParameterNorm;
    private readonly double? _clipValue;
    private readonly int _accumulateSteps = 1;
    private readonly IReadOnlyList<ParameterGroup> _groups = [];
    private readonly NonFinitePolicy _nonFinite;

    /// <summary>
    /// The most threads that a step may use, the calling one among them; all cores if not given, or this process' part of them, where others of
    /// <see cref="ProcessGroup"/> run on the same machine. Where fewer are faster, as a few steps are timed now and then to find out, fewer are used. The
    /// results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads ?? Math.Max(1, Environment.ProcessorCount / (ProcessGroup?.LocalSize ?? 1));
        init => _threads = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>
    /// The processes that train the network together, each with a trainer of its own; null for this one alone. All make the same calls of their trainers, each
    /// with its own
    /// samples; a step's loss and gradients are the means over the samples of all, so that all networks stay equal to the bit. They begin with the parameters
    /// of the first process.
    /// <see cref="Trainer{TNetwork}.Fit"/> is given all samples in each, and divides every batch among them.
    /// </summary>
    public IProcessGroup? ProcessGroup { get; init; }

    /// <summary>Is told how long each worker's share took, all of which then run one after the other on the calling thread; null to train as usual.</summary>
    internal ShareWatch? ShareWatch { get; init; }

    /// <summary>What dropout and the order of samples are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Largest norm of all gradients together; a longer gradient is scaled down to it. Null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, NaN or infinite.</exception>
    public double? ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = value is { } norm ? OptionGuard.PositiveFloat(norm) : null;
    }

    /// <summary>Largest norm of the gradient of each parameter tensor by itself; a longer one is scaled down to it. Null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, NaN or infinite.</exception>
    public double? ClipParameterNorm
    {
        get => _clipParameterNorm;
        init => _clipParameterNorm = value is { } norm ? OptionGuard.PositiveFloat(norm) : null;
    }

    /// <summary>Largest size of each value of the gradient; a larger one is set to it, with its sign. Null for no limit. Of the three kinds of clipping only one may be set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, NaN or infinite.</exception>
    public double? ClipValue
    {
        get => _clipValue;
        init => _clipValue = value is { } limit ? OptionGuard.PositiveFloat(limit) : null;
    }

    /// <summary>Parameters that are trained otherwise than the others, by patterns of their names: with another learning rate or weight decay, or not at all.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<ParameterGroup> Groups
    {
        get => _groups;
        init => _groups = OptionGuard.NotNull(value);
    }

    /// <summary>
    /// Whether the optimiser's weight decay holds for vectors too: biases, scales and shifts of normalisations, slopes. False is what most recipes say; a group
    /// that gives a weight decay has the last word.
    /// </summary>
    public bool DecayBiasesAndNorms { get; init; } = true;

    /// <summary>
    /// Steps of which only the last updates the parameters, by the mean of the gradients over the samples of all of them, weighted where they have weights: as if their batches were one, but for
    /// normalisations over a batch. A step that is left out for not being finite does not count. Checkpoints keep a sum that has begun; it goes on in the next epoch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int AccumulateSteps
    {
        get => _accumulateSteps;
        init => _accumulateSteps = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>An average of the weights that is kept beside them; null for none.</summary>
    public WeightAverage? Average { get; init; }

    /// <summary>What to do about a step whose loss, gradient or update is NaN or infinite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enumeration.</exception>
    public NonFinitePolicy NonFinite
    {
        get => _nonFinite;
        init => _nonFinite = OptionGuard.Defined(value);
    }

    /// <summary>Refuses options that contradict each other.</summary>
    internal void Validate()
    {
        string[] clips = [.. new[] { ClipNorm is null ? "" : nameof(ClipNorm), ClipParameterNorm is null ? "" : nameof(ClipParameterNorm), ClipValue is null ? "" : nameof(ClipValue) }.Where(static name => name.Length > 0)];
        if (clips.Length > 1) throw new InvalidOperationException($"{string.Join(" and ", clips)} are set: gradients are clipped in one way only.");
    }
}

/// <summary>
/// What to do about a step whose loss or gradient is NaN or infinite. An update that overflows although they are finite is seen when it is
/// made; it throws a <see cref="TrainingDivergedException"/> with either of the first two.
/// </summary>
public enum NonFinitePolicy
{
    /// <summary>Throw a <see cref="TrainingDivergedException"/>; network and optimiser stay as they were before the step.</summary>
    Throw,

    /// <summary>Leave the step out; network and optimiser stay as they were before it.</summary>
    SkipStep,

    /// <summary>Do not look; the values reach the parameters.</summary>
    Off,
}
