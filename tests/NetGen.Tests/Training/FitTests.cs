using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Training;

public sealed class FitTests : IDisposable
{
    // 23 samples in batches of 6: four steps per epoch, the last with 5 samples; five epochs make 20 steps.
    private const int Samples = 23;
    private const int BatchSize = 6;
    private const int Epochs = 5;
    private const int Steps = 20;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

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

    /// <summary>Interrupted after every single step and resumed with a new network, trainer and number of threads.</summary>
    [Fact]
    public void ResumingAtAnyStepGivesTheBitsOfAnUninterruptedRun()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, TrainingReport expectedReport) = FitWhole(train);
        for (int interruption = 0; interruption < Steps; interruption++)
        {
            string directory = _directory.Combine($"run{interruption}");
            Interrupt(train, directory, interruption);
            var network = new SmallClassifier(99);
            using Trainer<SmallClassifier> trainer = CreateTrainer(network, threads: 1 + (interruption % 4));
            TrainingReport report = trainer.Fit(train, Options(directory));
            TrainerTests.AssertSameBits(expected, network);
            Assert.Equal(expectedReport.Epochs, report.Epochs);
            Assert.Equal(Steps, trainer.StepCount);
        }
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
        Assert.Equal(0.5f, sgd.LearningRate);
        Assert.Equal(1.0, LearningRateSchedule.Cosine.Factor(0), 15);
        Assert.Equal(0.5, LearningRateSchedule.Cosine.Factor(0.5), 15);
        Assert.Equal(0.0, LearningRateSchedule.Cosine.Factor(1), 15);
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

    /// <summary>A process that dies leaves only its periodic checkpoints: what came after the last is trained again.</summary>
    [Fact]
    public void ResumingFromAnOlderCheckpointGivesTheSameBitsToo()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, TrainingReport expectedReport) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string[] files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["checkpoint-000000000012.safetensors", "checkpoint-000000000014.safetensors"], files.Select(Path.GetFileName));
        File.Delete(files[1]);

        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        TrainingReport report = trainer.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(expected, network);
        Assert.Equal(expectedReport.Epochs, report.Epochs);
    }

    [Fact]
    public void ADamagedCheckpointGivesWayToTheOneBefore()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, _) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string newest = Directory.GetFiles(directory).Max(StringComparer.Ordinal)!;
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 1;
        File.WriteAllBytes(newest, bytes);

        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        trainer.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(expected, network);
        Assert.Equal(2, Directory.GetFiles(directory).Length);
    }

    [Fact]
    public void WhereAllCheckpointsAreDamagedNothingStartsOver()
    {
        Dataset train = Labelled(Samples, 1);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        foreach (string path in Directory.GetFiles(directory)) File.WriteAllBytes(path, [1, 2, 3]);
        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        Assert.Throws<NetworkFileException>(() => trainer.Fit(train, Options(directory)));
        TrainerTests.AssertSameBits(new SmallClassifier(99), network);
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void ACompletedRunIsNotTrainedAgain()
    {
        Dataset train = Labelled(Samples, 1);
        string directory = _directory.Combine("run");
        var first = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(first);
        TrainingReport report = trainer.Fit(train, Options(directory));

        var again = new SmallClassifier(99);
        using Trainer<SmallClassifier> other = CreateTrainer(again);
        TrainingReport second = other.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(first, again);
        Assert.Equal(report.Epochs, second.Epochs);
        Assert.Equal(report.Validation!.Loss, second.Validation!.Loss);
        Assert.Equal(0, second.SamplesPerSecond);
    }

    [Theory]
    [InlineData("batch", "netgen.fit.batch_size = 6; now it is 7")]
    [InlineData("samples", "netgen.fit.samples = 23; now it is 24")]
    [InlineData("shuffle", "netgen.fit.shuffle = true; now it is false")]
    [InlineData("seed", "netgen.seed = 3; now it is 4")]
    [InlineData("optimizer", "netgen.optimizer = Adam; now it is Sgd")]
    public void ResumingUnderOtherSettingsIsRefused(string changed, string message)
    {
        string directory = _directory.Combine("run");
        Interrupt(Labelled(Samples, 1), directory, 3);
        var network = new SmallClassifier(99);
        Optimizer optimizer = changed == "optimizer" ? new Sgd() : new Adam(0.02f);
        using Trainer<SmallClassifier> trainer = new(network, optimizer, new() { Seed = changed == "seed" ? 4u : 3u });
        FitOptions options = new()
        {
            Epochs = Epochs,
            BatchSize = changed == "batch" ? 7 : BatchSize,
            Shuffle = changed != "shuffle",
            CheckpointDirectory = directory,
        };
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Labelled(changed == "samples" ? 24 : Samples, 1), options));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        TrainerTests.AssertSameBits(new SmallClassifier(99), network);
    }

    [Fact]
    public void CheckpointsServeLoopsOfOnesOwnAndAreNetworkFiles()
    {
        var network = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        Train(trainer, 0, 5);
        string path = _directory.Combine("own.safetensors");
        trainer.SaveCheckpoint(path);
        TrainerTests.AssertSameBits(network, SmallClassifier.Load(path));
        Train(trainer, 5, 10);

        var resumed = new SmallClassifier(2);
        using Trainer<SmallClassifier> other = CreateTrainer(resumed);
        Train(other, 20, 23);
        other.LoadCheckpoint(path);
        Assert.Equal(5, other.StepCount);
        Train(other, 5, 10);
        TrainerTests.AssertSameBits(network, resumed);

        static void Train(Trainer<SmallClassifier> trainer, uint from, uint to)
        {
            for (uint step = from; step < to; step++)
            {
                float[] inputs = Batches.Inputs(9, step);
                trainer.Step(inputs, Batches.Labels(inputs));
            }
        }
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
        Assert.Throws<ArgumentException>("options", () => trainer.Fit(good, new() { Validation = targets }));
        Assert.Contains("leave a batch of 1", Assert.Throws<ArgumentException>("options", () => regression.Fit(targets, new() { BatchSize = 6 })).Message, StringComparison.Ordinal);
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

    private static Dataset Labelled(int count, uint salt)
    {
        float[] inputs = Batches.Inputs(count, salt);
        return new(inputs, SmallNetwork.Inputs, Batches.Labels(inputs), SmallNetwork.Outputs);
    }

    private static Trainer<SmallClassifier> CreateTrainer(SmallClassifier network, int threads = 2) =>
        new(network, new Adam(0.02f), new() { Threads = threads, Seed = 3 });

    private static FitOptions Options(string? directory, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) => new()
    {
        Epochs = Epochs,
        BatchSize = BatchSize,
        Validation = Labelled(10, 2),
        CheckpointDirectory = directory,
        CheckpointEverySteps = 3,
        ReportEverySteps = 1,
        CancellationToken = cancellation,
        Progress = progress,
    };

    private static (SmallClassifier Network, TrainingReport Report) FitWhole(Dataset train)
    {
        var network = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        return (network, trainer.Fit(train, Options(directory: null)));
    }

    private static void Interrupt(Dataset train, string directory, int afterStep)
    {
        using var cancellation = new CancellationTokenSource();
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1));
        if (afterStep == 0) cancellation.Cancel();
        var progress = new Recorder(report =>
        {
            if (report.Step == afterStep) cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(train, Options(directory, progress, cancellation.Token)));
        Assert.Equal(afterStep, trainer.StepCount);
    }

    /// <summary>Progress on the calling thread.</summary>
    private sealed class Recorder(Action<TrainingProgress>? react = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            react?.Invoke(value);
        }
    }

    private sealed class RateRecorder : LearningRateSchedule
    {
        public List<double> Asked { get; } = [];

        public double Value { get; init; } = 1;

        public override double Factor(double progress)
        {
            Asked.Add(progress);
            return Value;
        }
    }
}
