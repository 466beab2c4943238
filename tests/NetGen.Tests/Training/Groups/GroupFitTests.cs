using NetGen.Data;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;
using static NetGen.Tests.Training.Groups.GroupParameters;

namespace NetGen.Tests.Training.Groups;

/// <summary>Fit in processes that train together.</summary>
public sealed class GroupFitTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>23 samples in batches of 6 and of 11, of which the last has 5 or one: then some ranks have none.</summary>
    [Theory]
    [InlineData(2, 6)]
    [InlineData(3, 11)]
    [InlineData(4, 11)]
    public void ARunIsThatOfOneProcess(int ranks, int batch)
    {
        Dataset train = Labelled(Samples, 1);
        (TrainingReport Report, float[] Parameters) alone = Fit(group: null, train, batch);
        (TrainingReport Report, float[] Parameters)[] together = ThreadGroup.Run(ranks, group => Fit(group, train, batch));
        foreach ((TrainingReport report, float[] parameters) in together)
        {
            Assert.Equal(together[0].Parameters, parameters);
            Assert.Equal(together[0].Report.Epochs, report.Epochs);
            for (int epoch = 0; epoch < Epochs; epoch++)
            {
                Assert.Equal(alone.Report.Epochs[epoch].Loss, report.Epochs[epoch].Loss, 1e-6);
                Assert.Equal(alone.Report.Epochs[epoch].ValidationLoss!.Value, report.Epochs[epoch].ValidationLoss!.Value, 1e-6);
            }

            for (int i = 0; i < parameters.Length; i++) Assert.Equal(alone.Parameters[i], parameters[i], 1e-5);
        }

        Assert.Equal(together[0].Parameters, ThreadGroup.Run(ranks, group => Fit(group, train, batch))[0].Parameters);
    }

    /// <summary>A rank all of whose samples count nothing takes part; where nobody's do, there is no step.</summary>
    [Fact]
    public void SamplesThatCountNothingAreLeftOut()
    {
        float[] weights = [.. Enumerable.Range(0, 8).Select(static sample => sample is 2 or 3 or 4 or 5 or 6 or 7 ? 0f : 1f)];
        Dataset train = Labelled(8, 1).WithWeights(weights);
        var options = new FitOptions { BatchSize = 4, Shuffle = false };
        var one = new PlainGroupNet(1);
        using var alone = new Trainer<PlainGroupNet>(one, new Sgd(0.5));
        alone.Fit(train, options);
        float[][] together = ThreadGroup.Run(2, group =>
        {
            var network = new PlainGroupNet(1);
            using var trainer = new Trainer<PlainGroupNet>(network, new Sgd(0.5), new() { ProcessGroup = group });
            trainer.Fit(train, options);
            Assert.Equal(1, trainer.StepCount);
            return Block(network);
        });
        Assert.Equal(1, alone.StepCount);
        Assert.Equal(Block(one), together[0]);
        Assert.Equal(together[0], together[1]);
    }

    /// <summary>
    /// One rank wants to end: all do, behind the same step, and the first writes the only checkpoint. Goes on with the same number of ranks, and with others.
    /// </summary>
    [Fact]
    public void ARunThatOneRankEndsGoesOnWithAnyNumberOfRanks()
    {
        Dataset train = Labelled(Samples, 1);
        TrainingReport whole = ThreadGroup.Run(3, group => FitDropping(group, train, _directory.Combine("whole")).Report)[0];
        string directory = _directory.Combine("run");
        using var cancellation = new CancellationTokenSource();
        Exception?[] exceptions = ThreadGroup.Catch(3, group =>
        {
            var progress = new Recorder(report =>
            {
                if (group.Rank == 2 && report.Step == 7) cancellation.Cancel();
            });
            using Trainer<SmallClassifier> trainer = Create(new SmallClassifier(1), group);
            try
            {
                // The other ranks have folders of their own, which do not exist, and no reason to end.
                trainer.Fit(train, Options(group.Rank == 0 ? directory : _directory.Combine("nowhere"), progress, group.Rank == 2
                    ? cancellation.Token : default));
            }
            finally
            {
                Assert.Equal(8, trainer.StepCount);
            }
        });
        Assert.All(exceptions, exception => Assert.IsType<OperationCanceledException>(exception));
        Assert.Equal("Rank 2 has ended training, and all others with it.", exceptions[0]!.Message);
        Assert.False(Directory.Exists(_directory.Combine("nowhere")));
        Assert.True(File.Exists(Path.Combine(directory, "checkpoint-000000000008.safetensors")));

        string copy = _directory.Combine("copy");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(directory)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Assert.All(ThreadGroup.Run(3, group => FitDropping(group, train, directory).Report), report => Assert.Equal(whole.Epochs, report.Epochs));

        Assert.All(ThreadGroup.Catch(2, group => FitDropping(group, train, copy)), exception =>
            Assert.Contains("Processes was 3 and is now 2", Assert.IsType<InvalidOperationException>(exception).Message, StringComparison.Ordinal));
        TrainingReport[] fewer = ThreadGroup.Run(2, group => FitDropping(group, train, copy, RunSettings.Processes).Report);
        Assert.Equal(fewer[0].Epochs, fewer[1].Epochs);
        Assert.Equal(whole.Epochs[0], fewer[0].Epochs[0]);
        Assert.NotEqual(whole.Epochs[^1].Loss, fewer[0].Epochs[^1].Loss);
        Assert.Equal(whole.Epochs[^1].Loss, fewer[0].Epochs[^1].Loss, 0.2);
    }

    /// <summary>What a trainer's own checkpoint restores, all ranks have, whichever of them can see the file.</summary>
    [Fact]
    public void AllRanksGoBackToTheFirstRanksCheckpoint()
    {
        string path = _directory.Combine("step.safetensors");
        float[] inputs = Batches.Inputs(4, 1);
        int[] labels = Batches.Labels(inputs);
        var options = new Func<IProcessGroup, TrainerOptions>(group => new()
        {
            ProcessGroup = group,
            AccumulateSteps = 3,
            Average = WeightAverage.Exponential(0.9)
        });
        (float[] Then, float[] Again)[] results = ThreadGroup.Run(2, group =>
        {
            using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(1), new Adam(0.05), options(group));
            for (int step = 0; step < 4; step++) trainer.Step(inputs, labels);
            trainer.SaveCheckpoint(group.Rank == 0 ? path : _directory.Combine("no/folder/at/all"));
            for (int step = 0; step < 5; step++) trainer.Step(inputs, labels);
            float[] then = Block(trainer.Network);
            using var another = new Trainer<SmallClassifier>(new SmallClassifier(5), new Adam(0.05), options(group));
            another.LoadCheckpoint(group.Rank == 0 ? path : "nowhere");
            for (int step = 0; step < 5; step++) another.Step(inputs, labels);
            return (then, Block(another.Network));
        });
        Assert.All(results, result => Assert.Equal(results[0].Then, result.Again));
        Assert.All(ThreadGroup.Catch(2, group =>
        {
            using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(1), new Adam(0.05), options(group));
            trainer.LoadCheckpoint(_directory.Combine("absent"));
        }), exception => Assert.Contains("absent", exception!.Message, StringComparison.Ordinal));
    }

    /// <summary>A callback of one rank is enough to end it; all have the best epoch's parameters, which the first has kept.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AllStopTogetherAndHaveTheBestEpoch(bool hasFiles)
    {
        Dataset train = Labelled(Samples, 1);
        (TrainingReport Report, float[] Parameters)[] results = ThreadGroup.Run(2, group =>
        {
            var network = new SmallClassifier(1);
            using var trainer = new Trainer<SmallClassifier>(network, new Sgd(3), new() { ProcessGroup = group, Seed = 3 });
            TrainingReport report = trainer.Fit(train, new FitOptions
            {
                Epochs = 50,
                BatchSize = 4,
                Validation = Labelled(10, 2),
                RestoreBest = true,
                CheckpointDirectory = hasFiles ? _directory.Combine($"rank{group.Rank}") : null,
                Callbacks = [new StopAfter(group.Rank == 1 ? 8 : 50)],
            });
            return (report, Block(network));
        });
        Assert.Equal(results[0].Parameters, results[1].Parameters);
        foreach ((TrainingReport report, _) in results)
        {
            Assert.Equal(8, report.Epochs.Count);
            Assert.Equal(StopReason.Requested, report.Reason);
            Assert.Equal(report.Epochs.Min(static epoch => epoch.ValidationLoss), report.Validation!.Loss);
            Assert.NotEqual(7, report.BestEpoch);
        }

        Assert.False(Directory.Exists(_directory.Combine("rank1")));
    }

    [Fact]
    public void RunsThatAreNotTheSameAreRefused()
    {
        Refused("netgen.fit.batch_size = 5' instead of 'netgen.fit.batch_size = 6", group => Fit(group, Labelled(Samples, 1), group.Rank == 1 ? 5 : 6));
        Refused("netgen.fit.samples = 22' instead of 'netgen.fit.samples = 23", group => Fit(group, Labelled(group.Rank == 1 ? 22 : 23, 1), 6));
        static void Refused(string why, Action<IProcessGroup> rank) => Assert.All(
            ThreadGroup.Catch(2, rank), exception
                => Assert.Contains(why, Assert.IsType<InvalidOperationException>(exception).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ParametersThatAreNoLongerTheSameAreFound() => Assert.All(
        ThreadGroup.Catch(2, group =>
        {
            var network = new PlainGroupNet(1);
            using var trainer = new Trainer<PlainGroupNet>(network, new Sgd(0.5), new() { ProcessGroup = group });
            trainer.Fit(Labelled(Samples, 1), new FitOptions { BatchSize = 6, Callbacks = [new Spoiler(network, group.Rank == 1)] });
        }),
        exception => Assert.Contains("After 4 steps rank 1 has other parameters than rank 0", exception!.Message, StringComparison.Ordinal));

    [Fact]
    public void SharesThatAreTooSmallToNormaliseAreRefused()
    {
        Exception?[] exceptions = ThreadGroup.Catch(4, group =>
        {
            using var trainer = new Trainer<SmallRegression>(new SmallRegression(1), new Sgd(0.1), new() { ProcessGroup = group });
            float[] inputs = Batches.Inputs(14, 1);
            trainer.Fit(new Dataset(inputs, 4, Batches.Targets(14, 1), 3), new FitOptions { BatchSize = 7 });
        });
        Assert.All(exceptions,
            exception => Assert.Contains("4 processes leave one of them 1 sample of a batch of 7", Assert.IsType<ArgumentException>(exception)
            .Message, StringComparison.Ordinal));
    }

    private static Trainer<SmallClassifier> Create(SmallClassifier network, IProcessGroup group)
        => new(network, new Adam(0.02f), new() { Seed = 3, ProcessGroup = group });

    private static (TrainingReport Report, float[] Parameters) FitDropping(IProcessGroup group, Dataset train, string directory,
        RunSettings allowed = RunSettings.None)
    {
        var network = new SmallClassifier((ulong)(1 + group.Rank));
        using Trainer<SmallClassifier> trainer = Create(network, group);
        TrainingReport report = trainer.Fit(train,
            new FitOptions
            {
                Epochs = Epochs,
                BatchSize = BatchSize,
                Validation = Labelled(10, 2),
                CheckpointDirectory = directory,
                CheckpointEverySteps = 3,
                AllowChanged = allowed
            });
        return (report, Block(network));
    }

    private static (TrainingReport Report, float[] Parameters) Fit(IProcessGroup? group, Dataset train, int batch)
    {
        var network = new PlainGroupNet(1);
        using var trainer = new Trainer<PlainGroupNet>(network, new Adam(0.02), new() { Seed = 3, ProcessGroup = group });
        TrainingReport report = trainer.Fit(train, new FitOptions { Epochs = Epochs, BatchSize = batch, Validation = Labelled(10, 2) });
        return (report, Block(network));
    }

    private sealed class StopAfter(int epochs) : ITrainingCallback
    {
        public void OnEpochEnd(TrainingContext context)
        {
            if (context.Epoch + 1 == epochs) context.Stop();
        }
    }

    private sealed class Spoiler(PlainGroupNet network, bool isActive) : ITrainingCallback
    {
        public void OnStep(TrainingContext context)
        {
            if (isActive && context.StepInEpoch == 2) network.SetParameter("dense2.bias", [0, 0, 1]);
        }
    }
}
