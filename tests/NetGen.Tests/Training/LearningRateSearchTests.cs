using NetGen.Data;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

public sealed class LearningRateSearchTests
{
    /// <summary>The suggested rate trains, one a thousand times smaller hardly does; network, optimiser and their rate are as they were.</summary>
    [Fact]
    public void ASearchFindsARateThatTrains()
    {
        Dataset train = Labelled(400, 1);
        var network = new SmallClassifier(1);
        var optimizer = new Sgd(0.123);
        var options = new LearningRateSearchOptions { Lowest = 1e-5, Highest = 100, Steps = 80, BatchSize = 8 };
        LearningRateSearch search = LearningRateSearch.Run(network, optimizer, train, options);
        TrainerTests.AssertSameBits(new SmallClassifier(1), network);
        Assert.Equal(0.123, optimizer.LearningRate);
        Assert.InRange(search.Trials.Count, 20, 80);
        Assert.Equal(search.Trials.Select(static trial => trial.Rate).Order(), search.Trials.Select(static trial => trial.Rate));
        Assert.Equal(1e-5, search.Trials[0].Rate, 1e-9);
        Assert.InRange(search.Suggested, 1e-3, 10);
        Assert.Contains("suggested ", search.ToString(), StringComparison.Ordinal);
        Assert.True(LossWith(search.Suggested) < LossWith(search.Suggested / 1000) - 0.05);

        double LossWith(double rate)
        {
            using Trainer<SmallClassifier> trainer = new(new SmallClassifier(1), new Sgd(rate), new() { Threads = 1 });
            return trainer.Fit(train, new FitOptions { Epochs = 2, BatchSize = 8 }).Epochs[^1].Loss;
        }
    }

    /// <summary>Rates rise by the same factor each step, losses are averaged as documented, and the suggestion is where they fall fastest.</summary>
    [Fact]
    public void TrialsAndTheSuggestionFollowFromTheLosses()
    {
        LearningRateSearch search = Search(new() { Lowest = 1e-3, Highest = 10, Steps = 41, BatchSize = 8 });
        double[] losses = [.. search.Trials.Select(trial => trial.Loss)];
        Assert.Equal(41, losses.Length);
        Assert.Equal(10, search.Trials[^1].Rate, 1e-12);
        double[] smoothed = [.. Enumerable.Range(1, 41).Select(count => Mean(losses[..count]))];
        for (int i = 0; i < 41; i++)
        {
            Assert.Equal(1e-3 * Math.Pow(10, i / 10.0), search.Trials[i].Rate, 1e-12);
            Assert.Equal(smoothed[i], search.Trials[i].Smoothed, 1e-12);
        }

        // The first fifth is noise; slopes reach over a tenth of the trials on either side.
        int steepest = Enumerable.Range(8, 41 - 4 - 8).MinBy(i => smoothed[i + 4] - smoothed[i - 4]);
        Assert.InRange(steepest, 9, 35);
        Assert.Equal(search.Trials[steepest].Rate, search.Suggested);

        static double Mean(double[] values)
        {
            double[] weights = [.. values.Select((_, index) => Math.Pow(0.9, values.Length - 1 - index))];
            return values.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();
        }
    }

    /// <summary>And not with those of a new network.</summary>
    [Fact]
    public void ItBeginsWithTheParametersOfTheNetwork()
    {
        Assert.Equal(FirstLoss(5), FirstLoss(5));
        Assert.NotEqual(FirstLoss(5), FirstLoss(6));

        static double FirstLoss(ulong seed)
        {
            var options = new LearningRateSearchOptions { Steps = 10, BatchSize = 40 };
            return LearningRateSearch.Run(new SmallClassifier(seed), new Sgd(0.1), Labelled(40, 1), options).Trials[0].Loss;
        }
    }

    [Fact]
    public void ItEndsWhereTheLossIsFourTimesTheLowest()
    {
        LearningRateSearch search = Search(new() { Lowest = 1e-2, Highest = 1e3, Steps = 200, BatchSize = 8 });
        Assert.InRange(search.Trials.Count, 50, 199);
        for (int i = 0; i < search.Trials.Count; i++)
            Assert.Equal(i == search.Trials.Count - 1, search.Trials[i].Smoothed > 4 * search.Trials.Take(i + 1).Min(trial => trial.Smoothed));
    }

    [Fact]
    public void SamplesComeInTheOrderOfTheSeed()
    {
        double[] first = Losses(1);
        Assert.Equal(first, Losses(1));
        Assert.NotEqual(first, Losses(2));

        static double[] Losses(ulong seed) => [.. Search(new() { Steps = 10, BatchSize = 8, Seed = seed }).Trials.Select(trial => trial.Loss)];
    }

    [Fact]
    public void SettingsAreChecked()
    {
        Assert.Throws<ArgumentNullException>("network", () => LearningRateSearch.Run<SmallClassifier>(null!, new Sgd(), Labelled(8, 1)));
        Assert.Throws<ArgumentNullException>("optimizer", () => LearningRateSearch.Run(new SmallClassifier(1), null!, Labelled(8, 1)));
        Assert.Throws<ArgumentNullException>("samples", () => LearningRateSearch.Run(new SmallClassifier(1), new Sgd(), null!));
        Assert.Throws<ArgumentException>("options", () => Search(new() { Lowest = 1, Highest = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("Lowest", () => new LearningRateSearchOptions { Lowest = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Highest", () => new LearningRateSearchOptions { Highest = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("Steps", () => new LearningRateSearchOptions { Steps = 9 });
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new LearningRateSearchOptions { BatchSize = 0 });
    }

    [Fact]
    public void ASearchThatIsCancelledGivesTheRateBack()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var optimizer = new Sgd(0.123);
        var options = new LearningRateSearchOptions { CancellationToken = cancellation.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => LearningRateSearch.Run(new SmallClassifier(1), optimizer, Labelled(40, 1), options));
        Assert.Equal(0.123, optimizer.LearningRate);
    }

    /// <summary>Forty samples: five steps an epoch.</summary>
    private static LearningRateSearch Search(LearningRateSearchOptions options)
        => LearningRateSearch.Run(new SmallClassifier(1), new Sgd(0.123), Labelled(40, 1), options);
}
