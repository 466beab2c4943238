using System.Globalization;
using NetGen;

namespace MnistSample;

/// <summary>One pass over the training images.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean over the pass's images, each as it was when its turn came.</param>
/// <param name="TestLoss">Mean loss on the test images after the pass.</param>
/// <param name="TestAccuracy">Share of the test images read rightly after the pass.</param>
/// <param name="Seconds">Time of the training steps; testing is not counted.</param>
/// <param name="ImagesPerSecond">Training images in that time.</param>
internal sealed record EpochResult(int Epoch, double Loss, double? TestLoss, double? TestAccuracy, double Seconds, double ImagesPerSecond)
{
    /// <summary>The result as a line of text.</summary>
    /// <param name="epochs">Passes in all.</param>
    public string Describe(int epochs) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epoch}/{epochs}: loss {Loss:F4}, test accuracy {(TestAccuracy is { } share ? Percent.Of(share) : "-")}, {ImagesPerSecond:N0} images/s");
}

/// <summary>Listens to training: keeps what every complete pass has brought, and hands all news on.</summary>
/// <param name="imagesPerEpoch">Images of one pass.</param>
/// <param name="stepsBetweenReports">Steps from one report to the next: where the first comes later, training has gone on from a checkpoint.</param>
/// <param name="onEpoch">Told of every complete pass.</param>
internal sealed class TrainingHistory(int imagesPerEpoch, int stepsBetweenReports, Action<EpochResult> onEpoch)
{
    private readonly List<EpochResult> _epochs = [];
    private double _seconds;

    // Passes, and parts of one, that were made before this run.
    private double? _before;

    /// <summary>The passes that are complete.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Takes note of a report.</summary>
    public void Add(TrainingProgress progress)
    {
        _before ??= Math.Max(0, progress.Step - stepsBetweenReports) / (double)progress.StepsPerEpoch;
        if (progress.Completed is not { } epoch) return;

        // The speed is the mean since training began, or went on, so it gives the time since then.
        double secondsInAll = (epoch.Epoch + 1 - _before.Value) * imagesPerEpoch / progress.SamplesPerSecond;
        double seconds = secondsInAll - _seconds;
        _seconds = secondsInAll;
        double images = Math.Min(1, epoch.Epoch + 1 - _before.Value) * imagesPerEpoch;
        var result = new EpochResult(epoch.Epoch + 1, epoch.Loss, epoch.ValidationLoss, epoch.ValidationAccuracy, seconds, images / seconds);
        _epochs.Add(result);
        onEpoch(result);
    }
}
