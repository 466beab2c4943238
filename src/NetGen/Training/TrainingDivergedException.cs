using System.Globalization;

namespace NetGen;

/// <summary>
/// A step's loss, gradient or update is NaN or infinite. Network and optimiser are as they were before the step, unless
/// <see cref="IsNetworkChanged"/> says otherwise.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    private readonly DivergenceOrigin _origin;

    /// <summary>An exception for one step.</summary>
    /// <param name="step">Steps taken before it.</param>
    /// <param name="loss">The mean loss of its batch.</param>
    /// <param name="origin">Where it began.</param>
    /// <param name="dataset">Whether the origin's sample is counted in the whole data, rather than in the batch.</param>
    internal TrainingDivergedException(long step, float loss, DivergenceOrigin origin, bool dataset = false)
        : base(Describe(step, loss, origin, dataset))
    {
        _origin = origin;
        Step = step;
        Loss = loss;
    }

    /// <summary>Steps taken before the one that diverged.</summary>
    public long Step { get; }

    /// <summary>The mean loss of its batch.</summary>
    public float Loss { get; }

    /// <summary>What was the first to be NaN or infinite.</summary>
    public DivergenceCause Cause => _origin.Cause;

    /// <summary>The layer where it began; null where it began with a value of the batch.</summary>
    public string? Layer => _origin.Layer;

    /// <summary>
    /// The sample with which it began, counted from 0: in the batch, or, where <see cref="Trainer{TNetwork}.Fit"/> made the batch, in its
    /// samples. Null where it belongs to no single one.
    /// </summary>
    public int? Sample => _origin.Sample;

    /// <summary>
    /// Whether the step has changed the network: only where <see cref="Cause"/> is <see cref="DivergenceCause.Update"/>, because an update
    /// is seen to be too large when it is made. Training can then go on from a checkpoint or saved parameters only.
    /// </summary>
    public bool IsNetworkChanged => Cause == DivergenceCause.Update;

    /// <summary>The same with its sample by its place in the data.</summary>
    internal TrainingDivergedException InDataset(int sample) => new(Step, Loss, _origin with { Sample = sample }, dataset: true);

    private static string Describe(long step, float loss, DivergenceOrigin origin, bool dataset)
    {
        string sample = string.Create(CultureInfo.InvariantCulture, $"{origin.Sample} of the {(dataset ? "data" : "batch")}");
        string what = origin.Description.Replace("{0}", sample, StringComparison.Ordinal);
        string network = origin.Cause == DivergenceCause.Update
            ? "The network has been changed: go on from a checkpoint or saved parameters."
            : "The network is as it was before the step.";
        return string.Create(CultureInfo.InvariantCulture, $"Training diverged in step {step}, counted from 0: the loss is {loss}; {what}. {network}");
    }
}
