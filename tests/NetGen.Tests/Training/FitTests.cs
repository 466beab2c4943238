using NetGen.Data;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

public sealed class FitTests
{
    [Fact]
    public void EpochsAreStepsOverTheDataInOrder()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier fitted, SmallClassifier stepped) = (new(1), new(1));
        using Trainer<SmallClassifier> trainer = CreateTrainer(fitted);
        TrainingReport report = trainer.Fit(train, new() { Epochs = 2, BatchSize = BatchSize, Shuffle = false });

        using Trainer<SmallClassifier> reference = CreateTrainer(stepped);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            double loss = 0;
            for (int first = 0; first < Samples; first += BatchSize)
            {
                Dataset batch = train.Slice(first, Math.Min(BatchSize, Samples - first));
                loss += (double)reference.Step(batch.Inputs, batch.Labels) * batch.Count;
            }

            Assert.Equal(loss / Samples, report.Epochs[epoch].Loss);
        }

        Assert.Equal(8, trainer.StepCount);
        TrainerTests.AssertSameBits(stepped, fitted);
        Assert.Equal(StopReason.Completed, report.Reason);
        Assert.True(report.SamplesPerSecond > 0);
        Assert.Null(report.Validation);
    }

    [Fact]
    public void ShufflingTakesEverySampleOncePerEpochInAnotherOrder()
    {
        int[][] orders = new int[3][];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            orders[epoch] = new int[1000];
            SampleOrder.Fill(orders[epoch], 5, epoch);
            Assert.Equal(Enumerable.Range(0, 1000), orders[epoch].Order());
        }

        int[] otherSeed = new int[1000];
        SampleOrder.Fill(otherSeed, 6, 0);
        foreach (int[] other in new[] { orders[1], orders[2], otherSeed, [.. Enumerable.Range(0, 1000)] })
        {
            Assert.True(orders[0].Zip(other).Count(pair => pair.First == pair.Second) < 10);
        }
    }

    [Fact]
    public void ShuffledEpochsAreStepsInTheirOrders()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier fitted, SmallClassifier stepped) = (new(1), new(1));
        using Trainer<SmallClassifier> trainer = CreateTrainer(fitted);
        trainer.Fit(train, new() { Epochs = 3, BatchSize = BatchSize });
        using Trainer<SmallClassifier> reference = CreateTrainer(stepped);
        int[] order = new int[Samples];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            SampleOrder.Fill(order, 3, epoch);
            foreach (int[] batch in order.Chunk(BatchSize))
            {
                float[] inputs = [.. batch.SelectMany(sample => train.Input(sample).ToArray())];
                reference.Step(inputs, Batches.Labels(inputs));
            }
        }

        TrainerTests.AssertSameBits(stepped, fitted);
    }

    /// <summary>A loop around Fit has the orders of one call, and the bits.</summary>
    [Fact]
    public void CallsOneAfterAnotherAreEpochsOfOneCall()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier looped, SmallClassifier whole) = (new(1), new(1));
        using Trainer<SmallClassifier> trainer = CreateTrainer(looped);
        foreach (int epochs in new[] { 1, 1, 2, 0, 1 }) trainer.Fit(train, new() { Epochs = epochs, BatchSize = BatchSize });
        using Trainer<SmallClassifier> reference = CreateTrainer(whole);
        reference.Fit(train, new() { Epochs = 5, BatchSize = BatchSize });
        TrainerTests.AssertSameBits(whole, looped);
    }

    /// <summary>An epoch that was broken off is not taken again in the same order.</summary>
    [Fact]
    public void AnEpochThatWasCancelledCountsAsBegun()
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier());
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder(_ => cancellation.Cancel());
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Labelled(Samples, 1), new() { BatchSize = BatchSize, Progress = progress, ReportEverySteps = 1, CancellationToken = cancellation.Token }));
        Assert.Equal((1, 1), (trainer.StepCount, trainer.Memory.Epochs));
        trainer.Fit(Labelled(Samples, 1), new() { Epochs = 2, BatchSize = BatchSize });
        Assert.Equal(3, trainer.Memory.Epochs);
    }

    [Fact]
    public void EveryPlaceIsEquallyLikely()
    {
        const int Count = 8;
        const int Trials = 20_000;
        int[,] counts = new int[Count, Count];
        int[] order = new int[Count];
        for (int epoch = 0; epoch < Trials; epoch++)
        {
            SampleOrder.Fill(order, 3, epoch);
            for (int place = 0; place < Count; place++) counts[place, order[place]]++;
        }

        foreach (int count in counts) Assert.Equal(Trials / (double)Count, count, 5 * Math.Sqrt(Trials / (double)Count));
    }

    [Fact]
    public void FitLearnsAndReports()
    {
        Dataset train = Labelled(400, 1);
        Dataset validation = Labelled(200, 2);
        var network = new SmallClassifier(2);
        using Trainer<SmallClassifier> trainer = new(network, new Adam(0.02f));
        var heard = new Recorder();
        TrainingReport report = trainer.Fit(train, new() { Epochs = 30, Validation = validation, Progress = heard, ReportEverySteps = 4 });
        Assert.True(report.Validation!.Accuracy > 0.9, $"{report.Validation.Accuracy}");
        Assert.Equal(30, report.Epochs.Count);
        Assert.Equal(report.Validation.Loss, report.Epochs[^1].ValidationLoss);
        Assert.Equal(report.Validation.Accuracy, report.Epochs[^1].ValidationAccuracy);
        Assert.Equal(report.Epochs, heard.Reports.Where(r => r.Completed is not null).Select(r => r.Completed!.Value));

        // 13 steps per epoch: reported after 4, 8 and 12, and at the end.
        Assert.Equal([4, 8, 12, 13], heard.Reports.Take(4).Select(r => r.StepInEpoch));
        Assert.All(heard.Reports, r => Assert.Equal((30, 13), (r.Epochs, r.StepsPerEpoch)));
        Assert.Equal(network.Evaluate(validation).Loss, report.Validation.Loss);
    }

    [Fact]
    public void RegressionIsFittedAndEvaluated()
    {
        float[] inputs = Batches.Inputs(64, 1);
        var data = new Dataset(inputs, SmallNetwork.Inputs, Batches.Targets(64, 1), SmallNetwork.Outputs);
        var network = new SmallRegression(1);
        double before = network.Evaluate(data).Loss;
        using Trainer<SmallRegression> trainer = new(network, new Adam(0.02f));
        TrainingReport report = trainer.Fit(data, new() { Epochs = 40, BatchSize = 16, Validation = data });
        Assert.True(report.Validation!.Loss < before * 0.9);
        Assert.Null(report.Validation.Accuracy);
        Assert.Null(report.Epochs[0].ValidationAccuracy);
    }

    [Fact]
    public void EarlyStoppingWaitsForItsPatience()
    {
        // A learning rate of zero never improves: the first epoch is the best, then patience runs out.
        using Trainer<SmallClassifier> trainer = new(new SmallClassifier(), new Sgd(0f));
        TrainingReport report = trainer.Fit(Labelled(Samples, 1), new() { Epochs = 50, Validation = Labelled(9, 2), Patience = 3 });
        Assert.Equal(4, report.Epochs.Count);
        Assert.Equal(StopReason.LossStoppedFalling, report.Reason);
    }

    /// <summary>The cosine goes from the full rate to nothing, and the optimiser has its own rate again afterwards.</summary>
    [Fact]
    public void TheScheduleSetsEveryStepsRateAndGivesTheRateBack()
    {
        Dataset train = Labelled(Samples, 1);
        var recorder = new RateRecorder();
        var sgd = new Sgd(0.5f);
        using Trainer<SmallClassifier> trainer = new(new SmallClassifier(), sgd);
        trainer.Fit(train, new() { Epochs = 2, BatchSize = Samples, Schedule = recorder });
        Assert.Equal([0.0, 0.5], recorder.Asked);
        Assert.Equal(0.5, sgd.LearningRate);
        Assert.Equal(1.0, LearningRateSchedule.Cosine.Factor(new SchedulePoint(0, 10, 5)), 15);
        Assert.Equal(0.5, LearningRateSchedule.Cosine.Factor(new SchedulePoint(5, 10, 5)), 15);
        Assert.Equal(0.0, LearningRateSchedule.Cosine.Factor(new SchedulePoint(10, 10, 5)), 15);
    }

    [Fact]
    public void AStepWhoseRateIsNothingChangesNothing()
    {
        Dataset train = Labelled(Samples, 1);
        var trained = new SmallClassifier();
        using Trainer<SmallClassifier> trainer = new(trained, new Sgd(0.5f));
        trainer.Fit(train, new() { Epochs = 1, Schedule = new RateRecorder { Value = 0 } });
        Assert.Equal(((INetwork<SmallClassifier>)new SmallClassifier()).Parameters.Trained.ToArray(), ((INetwork<SmallClassifier>)trained).Parameters.Trained.ToArray());
    }

    [Fact]
    public void DataThatDoesNotFitIsRefused()
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier());
        using Trainer<SmallRegression> regression = new(new SmallRegression(), new Adam());
        Dataset good = Labelled(Samples, 1);
        Dataset targets = new(new float[28], 4, new float[21], 3);
        Assert.Throws<ArgumentNullException>("train", () => trainer.Fit(null!, new()));
        Assert.Throws<ArgumentNullException>("options", () => trainer.Fit(good, null!));
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(good.Slice(0, 0), new()));
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(targets, new()));
        Assert.Throws<ArgumentException>("train", () => regression.Fit(good, new()));
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(new Dataset(new float[25], 5, new int[5], 3), new()));
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(new Dataset(new float[20], 4, new int[5], 4), new()));
        Assert.Throws<ArgumentException>("options", () => trainer.Fit(good, new() { Validation = good.Slice(0, 0) }));
        Assert.StartsWith(
            "The validation samples have inputs of 5 values; ",
            Assert.Throws<ArgumentException>("options", () => trainer.Fit(good, new() { Validation = new Dataset(new float[25], 5, new int[5], 3) })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "compares with labels, which the validation samples do not have.",
            Assert.Throws<ArgumentException>("options", () => trainer.Fit(good, new() { Validation = targets })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "leave a batch of 1; SmallNetwork normalises over the batch and needs 2 or more. Set another BatchSize, or leave samples out, as with Slice(0, 6).",
            Assert.Throws<ArgumentException>("options", () => regression.Fit(targets, new() { BatchSize = 6 })).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount + regression.StepCount);
    }

    [Fact]
    public void OptionsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Epochs = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { ReportEverySteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { CheckpointEverySteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { CheckpointEveryEpochs = 0 });
    }

    [Fact]
    public void SkippedStepsStayOutOfTheMeanLoss()
    {
        float[] inputs = Batches.Inputs(8, 1);
        float[] targets = Batches.Targets(8, 1);
        targets[0] = float.NaN;
        var data = new Dataset(inputs, SmallNetwork.Inputs, targets, SmallNetwork.Outputs);
        using Trainer<SmallRegression> trainer = new(new SmallRegression(), new Sgd(0f), new() { NonFinite = NonFinitePolicy.SkipStep });
        TrainingReport report = trainer.Fit(data, new() { Epochs = 1, BatchSize = 4, Shuffle = false });
        using Trainer<SmallRegression> reference = new(new SmallRegression(), new Sgd(0f), new() { NonFinite = NonFinitePolicy.SkipStep });
        reference.Step(inputs.AsSpan(0, 16), targets.AsSpan(0, 12));
        Assert.Equal(reference.Step(inputs.AsSpan(16), targets.AsSpan(12)), report.Epochs[0].Loss);
    }

    private sealed class RateRecorder : LearningRateSchedule
    {
        public List<double> Asked { get; } = [];

        public double Value { get; init; } = 1;

        public override double Factor(SchedulePoint point)
        {
            Asked.Add(point.Progress);
            return Value;
        }
    }
}
