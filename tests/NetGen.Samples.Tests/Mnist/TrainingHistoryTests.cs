using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class TrainingHistoryTests
{
    [Fact]
    public void GivesEachPassItsOwnTimeAndSpeed()
    {
        var told = new List<EpochResult>();
        var history = new TrainingHistory(imagesPerEpoch: 1_000, stepsBetweenReports: 20, told.Add);
        history.Add(Progress(epoch: 0, samplesPerSecond: 80, completed: null));
        history.Add(Progress(epoch: 0, samplesPerSecond: 100, new EpochReport(0, 0.5, 0.4, 0.9)));
        history.Add(Progress(epoch: 1, samplesPerSecond: 160, new EpochReport(1, 0.25, 0.2, 0.95)));

        // 1,000 images at 100 per second take 10 s; 2,000 at 160 take 12.5 s in all, of which 2.5 s are the second pass's.
        EpochResult[] expected = [new(1, 0.5, 0.4, 0.9, Seconds: 10, ImagesPerSecond: 100), new(2, 0.25, 0.2, 0.95, Seconds: 2.5, ImagesPerSecond: 400)];
        Assert.Equal(expected, history.Epochs);
        Assert.Equal(expected, told);
    }

    /// <summary>From the middle of the second pass on: half a pass at 100 images a second takes 5 s, one and a half 15 s.</summary>
    [Fact]
    public void ARunThatGoesOnCountsItsOwnImages()
    {
        var history = new TrainingHistory(imagesPerEpoch: 1_000, stepsBetweenReports: 5, static _ => { });
        history.Add(Progress(epoch: 1, samplesPerSecond: 70, completed: null) with { StepInEpoch = 15, Step = 35 });
        history.Add(Progress(epoch: 1, samplesPerSecond: 100, new EpochReport(1, 0.5, 0.4, 0.9)) with { Step = 40 });
        history.Add(Progress(epoch: 2, samplesPerSecond: 100, new EpochReport(2, 0.5, 0.4, 0.9)) with { Step = 60 });
        EpochResult[] expected = [new(2, 0.5, 0.4, 0.9, Seconds: 5, ImagesPerSecond: 100), new(3, 0.5, 0.4, 0.9, Seconds: 10, ImagesPerSecond: 100)];
        Assert.Equal(expected, history.Epochs);
    }

    [Fact]
    public void DescribesAPassInALine() =>
        Assert.Equal("epoch 2/4: loss 0.1235, test accuracy 98.76 %, 12,346 images/s", new EpochResult(2, 0.12345678, 0.1, 0.9876, 1, 12345.6).Describe(4));

    private static TrainingProgress Progress(int epoch, double samplesPerSecond, EpochReport? completed) =>
        new(epoch, Epochs: 2, StepInEpoch: 20, StepsPerEpoch: 20, Step: 20, Loss: 0.5, samplesPerSecond, completed);
}
