using NetGen.Runtime;

namespace NetGen;

/// <summary>What callbacks see of a call of <see cref="Trainer{TNetwork}.Fit"/>, and may do. One object for the whole call.</summary>
public sealed class TrainingContext
{
    private readonly Optimizer _optimizer;
    private readonly Action<string> _save;
    private readonly ParameterBlock _parameters;

    internal TrainingContext(ParameterBlock parameters, Optimizer optimizer, FitOptions options, Action<string> save)
    {
        _parameters = parameters;
        Options = options;
        _optimizer = optimizer;
        _save = save;
    }

    /// <summary>What is trained.</summary>
    public NetworkInfo Network => _parameters.Info;

    /// <summary>How.</summary>
    public FitOptions Options { get; }

    /// <summary>The epoch, counted from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Epochs asked for.</summary>
    public int Epochs => Options.Epochs;

    /// <summary>Steps of this epoch that are done.</summary>
    public int StepInEpoch { get; internal set; }

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch { get; internal set; }

    /// <summary>Steps of the trainer in all.</summary>
    public long Step { get; internal set; }

    /// <summary>The loss of the last step's batch.</summary>
    public double StepLoss { get; internal set; } = double.NaN;

    /// <summary>Mean loss of the samples of this epoch so far.</summary>
    public double Loss { get; internal set; } = double.NaN;

    /// <summary>The epochs that are complete, those before a resumed checkpoint among them.</summary>
    public IReadOnlyList<EpochReport> History { get; internal set; } = [];

    /// <summary>Samples trained per second, since the call began; without the time for validation and checkpoints.</summary>
    public double SamplesPerSecond { get; internal set; }

    /// <summary>The optimiser's learning rate. A value that is set holds until a schedule, if there is one, sets the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _optimizer.LearningRate;
        set => _optimizer.LearningRate = value;
    }

    /// <summary>Whether training will end after this epoch because a callback asked for it.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Ends training after this epoch, its validation and its checkpoint.</summary>
    public void Stop() => IsStopping = true;

    /// <summary>Writes the network as it is now, as its Save does.</summary>
    /// <exception cref="IOException">The file cannot be written; the old one is untouched.</exception>
    public void Save(string path) => _save(path);

    /// <summary>Copies a parameter as it is now, in the file convention.</summary>
    /// <exception cref="ArgumentException">No such parameter, or the length is not its element count.</exception>
    public void CopyParameter(string name, Span<float> destination) => _parameters.CopyParameter(name, destination);
}
