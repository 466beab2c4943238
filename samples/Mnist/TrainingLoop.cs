using System.Diagnostics;
using NetGen;
using NetGen.Data;

namespace MnistSample;

/// <summary>Passes over the training images, and a test after each.</summary>
internal sealed class TrainingLoop(DigitNet network, TrainAndTest digits, Options options)
{
    private readonly int[] _order = new int[digits.Train.Count];
    private readonly float[] _images = new float[options.Batch * digits.Train.InputSize];
    private readonly int[] _labels = new int[options.Batch];
    private readonly List<EpochResult> _epochs = [];

    /// <summary>The passes that are complete.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>How the network did after the last complete pass; null before.</summary>
    public Evaluation? LastEvaluation { get; private set; }

    /// <summary>Trains. What is complete when this throws stays in <see cref="Epochs"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradients are no longer finite.</exception>
    public void Run(IProgress<TrainingStatus> progress, Action<EpochResult> onEpoch, CancellationToken cancellation)
    {
        using Trainer<DigitNet> trainer = network.CreateTrainer(new Adam(options.Rate), new TrainerOptions { Threads = options.Threads, Seed = options.Seed });
        for (int epoch = 1; epoch <= options.EpochsToRun; epoch++)
        {
            (double loss, double seconds) = RunEpoch(trainer, epoch, progress, cancellation);
            LastEvaluation = Evaluation.Run(network, digits.Test, options.Threads, cancellation);
            var result = new EpochResult(epoch, loss, LastEvaluation.Accuracy, seconds, digits.Train.Count / seconds);
            _epochs.Add(result);
            onEpoch(result);
        }
    }

    private (double Loss, double Seconds) RunEpoch(Trainer<DigitNet> trainer, int epoch, IProgress<TrainingStatus> progress, CancellationToken cancellation)
    {
        int count = digits.Train.Count;
        ShuffledOrder.Fill(_order, options.Seed, epoch);
        var watch = Stopwatch.StartNew();
        double lossSum = 0;
        for (int first = 0; first < count; first += options.Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int batch = Math.Min(options.Batch, count - first);
            Gather(_order.AsSpan(first, batch));
            lossSum += batch * trainer.Step(_images.AsSpan(0, batch * digits.Train.InputSize), _labels.AsSpan(0, batch));
            int done = first + batch;
            progress.Report(new TrainingStatus(epoch, ((epoch - 1L) * count) + done, lossSum / done, LastEvaluation?.Accuracy, done / watch.Elapsed.TotalSeconds));
        }

        return (lossSum / count, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Copies the chosen images and labels side by side, as a training step wants them.</summary>
    private void Gather(ReadOnlySpan<int> chosen)
    {
        int size = digits.Train.InputSize;
        for (int slot = 0; slot < chosen.Length; slot++)
        {
            digits.Train.Input(chosen[slot]).CopyTo(_images.AsSpan(slot * size, size));
            _labels[slot] = digits.Train.Labels[chosen[slot]];
        }
    }
}
