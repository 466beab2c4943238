using NetGen.Data;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

/// <summary>Validation of the average of the weights in place of those that are trained.</summary>
public sealed class FitAverageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatIsValidatedIsTheAverage(bool isOfOptimizer)
    {
        using Trainer<SmallClassifier> trainer = Create(isOfOptimizer);
        Dataset validation = Labelled(10, 2);
        TrainingReport report = trainer.Fit(Labelled(Samples, 1), new() { Epochs = 2, BatchSize = BatchSize, Validation = validation, ValidateAverage = true });
        var average = new SmallClassifier(5);
        trainer.AverageInto(average);
        Assert.Equal(average.Evaluate(validation).Loss, report.Epochs[^1].ValidationLoss);
        Assert.NotEqual(trainer.Network.Evaluate(validation).Loss, report.Epochs[^1].ValidationLoss);
    }

    /// <summary>The average of the best epoch comes back, and lies in the file.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheBestAverageIsPutBack(bool hasFolder)
    {
        using var folder = new TemporaryDirectory();
        using Trainer<SmallClassifier> trainer = Create(isOfOptimizer: true);

        // Of other classes than those that are trained: it becomes worse from an early epoch on.
        Dataset trained = Labelled(10, 2);
        var validation = new Dataset(trained.Inputs.ToArray(), SmallNetwork.Inputs, [.. trained.Labels.ToArray().Select(label => (label + 1) % SmallNetwork.Outputs)], SmallNetwork.Outputs);
        TrainingReport report = trainer.Fit(Labelled(Samples, 1), new()
        {
            Epochs = 5,
            BatchSize = BatchSize,
            Validation = validation,
            ValidateAverage = true,
            RestoreBest = true,
            CheckpointDirectory = hasFolder ? folder.Root : null,
        });
        Assert.NotEqual(report.Epochs.Count - 1, report.BestEpoch);
        Assert.Equal(report.Epochs[report.BestEpoch!.Value].ValidationLoss, trainer.Network.Evaluate(validation).Loss);
        Assert.Equal(report.Validation!.Loss, trainer.Network.Evaluate(validation).Loss);
        if (hasFolder) TrainerTests.AssertSameBits(SmallClassifier.Load(folder.Combine("best.safetensors")), trainer.Network);
    }

    /// <summary>Until an update counts in the average there is none: the weights themselves are validated.</summary>
    [Fact]
    public void BeforeItBeginsTheWeightsAreValidated()
    {
        using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(1), new Adam(0.02f), new() { Average = WeightAverage.Equal(startUpdate: 100) });
        Dataset validation = Labelled(10, 2);
        TrainingReport report = trainer.Fit(Labelled(Samples, 1), new() { Epochs = 2, BatchSize = BatchSize, Validation = validation, ValidateAverage = true });
        Assert.Equal(trainer.Network.Evaluate(validation).Loss, report.Epochs[^1].ValidationLoss);
    }

    [Fact]
    public void WithoutAnAverageItIsRefused()
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1));
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Labelled(Samples, 1), new() { Epochs = 1, ValidateAverage = true }));
        Assert.Equal(0, trainer.StepCount);
    }

    private static Trainer<SmallClassifier> Create(bool isOfOptimizer) => isOfOptimizer
        ? new(new SmallClassifier(1), new ScheduleFreeAdamW(0.05))
        : new(new SmallClassifier(1), new Adam(0.02f), new() { Average = WeightAverage.Exponential(0.9) });
}
