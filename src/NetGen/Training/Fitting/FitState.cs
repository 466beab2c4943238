using System.Globalization;

namespace NetGen;

/// <summary>Where training stands between two steps, beyond what the trainer itself keeps: enough to go on with the same bits.</summary>
internal sealed class FitState
{
    private const string Prefix = "netgen.fit.";

    /// <summary>Epochs that the trainer had begun before this run.</summary>
    public int FirstEpoch { get; init; }

    /// <summary>The epoch of this run, counted from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>The next batch of the epoch, counted from 0.</summary>
    public int NextBatch { get; set; }

    /// <summary>Sum of the losses of the epoch's samples so far, each times its weight, but for those of steps that were left out.</summary>
    public double LossSum { get; set; }

    /// <summary>What those samples count together: how many they are, unless they have weights.</summary>
    public double LossWeight { get; set; }

    /// <summary>Mean loss of the epoch so far; NaN where every step was left out.</summary>
    public double MeanLoss => LossSum / LossWeight;

    /// <summary>The epochs that are complete.</summary>
    public List<EpochReport> History { get; } = [];

    /// <summary>Begins the epoch anew: its batches are not those that it was begun with.</summary>
    public void RestartEpoch()
    {
        NextBatch = 0;
        LossSum = 0;
        LossWeight = 0;
    }

    public void Write(Dictionary<string, string> metadata)
    {
        metadata[Prefix + "first_epoch"] = Text(FirstEpoch);
        metadata[Prefix + "epoch"] = Text(Epoch);
        metadata[Prefix + "next_batch"] = Text(NextBatch);
        metadata[Prefix + "loss_sum"] = Text(LossSum);
        metadata[Prefix + "loss_weight"] = Text(LossWeight);
        metadata[Prefix + "history"] = string.Join(';', History.Select(static epoch => string.Join(',', epoch.Values.Select(static value => $"{Uri.EscapeDataString(value.Key)}={Text(value.Value)}"))));
    }

    /// <summary>The state in a checkpoint; null if Fit did not write it.</summary>
    public static FitState? Read(CheckpointReader checkpoint) => checkpoint.Has(Prefix + "epoch") ? Read(checkpoint, BatchesOf(checkpoint)) : null;

    /// <summary>The state in texts that <see cref="Write"/> has written.</summary>
    /// <param name="checkpoint">The texts.</param>
    /// <param name="batches">Batches of an epoch, at most.</param>
    public static FitState Read(CheckpointReader checkpoint, int batches)
    {
        const int Most = int.MaxValue / 4; // so that sums of two are in range
        var state = new FitState
        {
            FirstEpoch = (int)checkpoint.Integer(Prefix + "first_epoch", Most),
            Epoch = (int)checkpoint.Integer(Prefix + "epoch", Most),
            NextBatch = (int)checkpoint.Integer(Prefix + "next_batch", batches),
            LossSum = checkpoint.Real(Prefix + "loss_sum"),
            LossWeight = checkpoint.Real(Prefix + "loss_weight"),
        };
        foreach (string epoch in checkpoint.Text(Prefix + "history").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var values = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (string value in epoch.Split(','))
            {
                int sign = value.IndexOf('=', StringComparison.Ordinal);
                if (sign < 0 || !values.TryAdd(Uri.UnescapeDataString(value[..sign]), CheckpointReader.ParseReal(value[(sign + 1)..], Prefix + "history"))) throw CheckpointReader.Invalid(Prefix + "history");
            }

            state.History.Add(EpochReport.Of(state.History.Count, values));
        }

        if (state.History.Count != state.Epoch) throw CheckpointReader.OutOfRange(Prefix + "history");
        return state;
    }

    /// <summary>Batches of an epoch of the run that a checkpoint is of.</summary>
    private static int BatchesOf(CheckpointReader checkpoint)
    {
        long samples = checkpoint.Integer(RunDescription.SamplesKey, int.MaxValue);
        long size = checkpoint.Integer(RunDescription.BatchSizeKey, int.MaxValue);
        return size == 0 ? throw CheckpointReader.OutOfRange(RunDescription.BatchSizeKey) : (int)((samples + size - 1) / size);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same bits.</summary>
    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
