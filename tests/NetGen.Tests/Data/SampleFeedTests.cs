using NetGen.Data;
using NetGen.Tests.Training;

using Xunit;

namespace NetGen.Tests.Data;

public sealed class SampleFeedTests
{
    private static readonly SampleFormat Format = SampleFormat.OfLabels(SmallNetwork.Inputs, SmallNetwork.Outputs);

    /// <summary>Two epochs of 12 samples are one of 24, in the order in which they come, whatever the sampler: each is trained on once.</summary>
    [Fact]
    public void SamplesAreTakenInTheirOrder()
    {
        SmallClassifier expected = Train(FitRuns.Labelled(24, 1), new FitOptions { BatchSize = 5, Shuffle = false, Epochs = 1 }, out _);
        using SampleFeed feed = SampleFeed.Of(Sequence(FitRuns.Labelled(24, 1)), Format, 24);
        SmallClassifier network = Train(feed, new FitOptions { BatchSize = 5, Epochs = 1 }, out TrainingReport report);
        Assert.True(expected.HasSameParameters(network));
        Assert.Single(report.Epochs);

        SmallClassifier halves = Train(SampleFeed.Of(Sequence(FitRuns.Labelled(24, 1)), Format, 12), new FitOptions { BatchSize = 6, Epochs = 2 }, out TrainingReport two);
        Assert.True(Train(FitRuns.Labelled(24, 1), new FitOptions { BatchSize = 6, Shuffle = false, Epochs = 1 }, out _).HasSameParameters(halves));
        Assert.Equal(2, two.Epochs.Count);
    }

    [Fact]
    public void SamplesMayArrive()
    {
        SmallClassifier expected = Train(FitRuns.Labelled(24, 1), new FitOptions { BatchSize = 5, Shuffle = false, Epochs = 1 }, out _);
        using SampleFeed feed = SampleFeed.Of(Arriving(FitRuns.Labelled(24, 1)), Format, 24);
        Assert.True(expected.HasSameParameters(Train(feed, new FitOptions { BatchSize = 5, Epochs = 1 }, out _)));
    }

    [Fact]
    public void TargetsComeToo()
    {
        using SampleFeed feed = SampleFeed.Of(Enumerable.Range(0, 3).Select(index => (new float[] { index }, new[] { index + 0.5f, -index })), SampleFormat.OfTargets(1, 2), 3);
        Dataset dataset = feed.ToDataset();
        Assert.Equal([0, 1, 2], dataset.Inputs.ToArray());
        Assert.Equal([0.5f, 0, 1.5f, -1, 2.5f, -2], dataset.Targets.ToArray());
    }

    [Fact]
    public void AnEndIsSaid()
    {
        using SampleFeed feed = SampleFeed.Of(Sequence(FitRuns.Labelled(10, 1)), Format, 12);
        Assert.Contains("ended after 10 samples; an epoch takes 12", Assert.Throws<EndOfStreamException>(() => Train(feed, new FitOptions { BatchSize = 3 }, out _)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0, "Sample 1 of the feed has 3 input values; expected 4")]
    [InlineData(4, 3, "Sample 1 of the feed has the label 3; expected 0 to 2")]
    [InlineData(4, -1, "Sample 1 of the feed has the label -1; expected 0 to 2")]
    public void WrongSamplesAreRefused(int size, int label, string message)
    {
        using SampleFeed feed = SampleFeed.Of([(new float[4], 0), (new float[size], label)], Format, 2);
        Assert.Equal(message + ".", Assert.Throws<InvalidDataException>(() => feed.ToDataset()).Message);
        using SampleFeed valued = SampleFeed.Of([(new float[1], new float[3])], SampleFormat.OfTargets(1, 2), 1);
        Assert.Equal("Sample 0 of the feed has 3 target values; expected 2.", Assert.Throws<InvalidDataException>(() => valued.ToDataset()).Message);
    }

    [Fact]
    public void WhatIsNotKnownBeforehandIsRefused()
    {
        using SampleFeed feed = SampleFeed.Of(Sequence(FitRuns.Labelled(10, 1)), Format, 10);
        Assert.Contains("not known before they come", Assert.Throws<NotSupportedException>(() => Train(feed, new FitOptions { Sampler = Sampler.Balanced }, out _)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => feed.Split(0.5));
        Assert.Throws<ArgumentOutOfRangeException>("samplesPerEpoch", () => SampleFeed.Of(Sequence(FitRuns.Labelled(10, 1)), Format, 0));
        Assert.Throws<ArgumentException>("format", () => SampleFeed.Of(Sequence(FitRuns.Labelled(10, 1)), SampleFormat.OfTargets(4, 1), 10));
    }

    [Fact]
    public void TheSequenceIsDisposedOf()
    {
        bool isDisposed = false;
        IEnumerable<(float[] Input, int Label)> Watched()
        {
            try
            {
                while (true) yield return (new float[4], 1);
            }
            finally
            {
                isDisposed = true;
            }
        }

        using (SampleFeed feed = SampleFeed.Of(Watched(), Format, 6)) Train(feed, new FitOptions { BatchSize = 3, Epochs = 2 }, out _);
        Assert.True(isDisposed);
    }

    /// <summary>Two steps of three samples: what a run on the first six of each epoch's order would do.</summary>
    [Fact]
    public void AnEpochMayEndEarly()
    {
        Dataset samples = FitRuns.Labelled(24, 1);
        SmallClassifier part = Train(samples, new FitOptions { BatchSize = 3, StepsPerEpoch = 2, Shuffle = false, Epochs = 3 }, out TrainingReport report);
        Assert.Equal(3, report.Epochs.Count);
        Assert.True(Train(samples.Slice(0, 6), new FitOptions { BatchSize = 3, Shuffle = false, Epochs = 3 }, out _).HasSameParameters(part));
        SmallClassifier all = Train(samples, new FitOptions { BatchSize = 3, StepsPerEpoch = 100 }, out _);
        Assert.True(Train(samples, new FitOptions { BatchSize = 3 }, out _).HasSameParameters(all));
        Assert.Throws<ArgumentOutOfRangeException>("StepsPerEpoch", () => new FitOptions { StepsPerEpoch = 0 });
    }

    private static SmallClassifier Train(SampleSource samples, FitOptions options, out TrainingReport report)
    {
        var network = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = FitRuns.CreateTrainer(network);
        report = trainer.Fit(samples, options);
        return network;
    }

    private static IEnumerable<(float[] Input, int Label)> Sequence(Dataset samples) => Enumerable.Range(0, samples.Count).Select(index => (samples.Input(index).ToArray(), samples.Labels[index]));

    private static async IAsyncEnumerable<(float[] Input, int Label)> Arriving(Dataset samples)
    {
        foreach ((float[] Input, int Label) sample in Sequence(samples))
        {
            await Task.Yield();
            yield return sample;
        }
    }
}
