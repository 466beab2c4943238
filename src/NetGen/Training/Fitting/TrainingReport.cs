namespace NetGen;

/// <summary>What <see cref="Trainer{TNetwork}.Fit"/> has done.</summary>
public sealed class TrainingReport
{
    internal TrainingReport(IReadOnlyList<EpochReport> epochs, StopReason reason, Evaluation? validation, double samplesPerSecond, int? bestEpoch = null)
    {
        BestEpoch = bestEpoch;
        Epochs = epochs;
        Reason = reason;
        Validation = validation;
        SamplesPerSecond = samplesPerSecond;
    }

    /// <summary>One entry per epoch, those before a resumed checkpoint among them.</summary>
    public IReadOnlyList<EpochReport> Epochs { get; }

    /// <summary>The epoch that was best by what <see cref="FitOptions.Monitor"/> names; null where none could be compared.</summary>
    public int? BestEpoch { get; }

    /// <summary>
    /// Every number over the epochs, by the names that Keras' histories have: 'loss', 'learning_rate', 'val_loss', 'val_accuracy', 'val_' with each metric's name.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> History
    {
        get
        {
            var history = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
            foreach (string name in EpochReport.NamesOf(Epochs))
            {
                history.Add(name, [.. Epochs.Select(epoch => epoch.Values.Where(value => string.Equals(value.Key, name, StringComparison.Ordinal)).Select(static value => value.Value).FirstOrDefault(double.NaN))]);
            }

            return history;
        }
    }

    /// <summary>Why training ended.</summary>
    public StopReason Reason { get; }

    /// <summary>The network on the validation samples, at the end; null without validation samples.</summary>
    public Evaluation? Validation { get; }

    /// <summary>Samples trained per second, since this call began; without the time for validation and checkpoints.</summary>
    public double SamplesPerSecond { get; }

    /// <summary>One line: why training ended, after how many epochs, and the last of them.</summary>
    public override string ToString()
        => $"{Reason} after {Words.Count(Epochs.Count, "epoch")}" + (Epochs.Count > 0 ? ": " + Epochs[^1].Measured : "");
}

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The loss, or what <see cref="FitOptions.Monitor"/> names, has not improved for as many epochs as <see cref="FitOptions.Patience"/> allows.</summary>
    LossStoppedFalling,

    /// <summary>A callback has asked for it.</summary>
    Requested,
}
