using System.Runtime.CompilerServices;

using NetGen.Data;
using NetGen.Runtime;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

/// <summary>Going on from a checkpoint with settings that are not those of its run.</summary>
public sealed class RunSettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string> Changes => new()
    {
        { "LearningRate", "LearningRate was 0.02 and is now 0.001" },
        { "OptimizerSettings", "Momentum was 0.9 and is now 0.5" },
        { "Schedule", "Schedule was CosineSchedule and is now ConstantSchedule" },
        { "Epochs", "Epochs was 5 and is now 6" },
        { "BatchSize", "BatchSize was 6 and is now 7" },
        { "Shuffle", "Shuffle was true and is now false" },
        { "Samples", "Samples was 23 and is now 24" },
        { "Validation", "Validation was 10 and is now 0" },
        { "Seed", "Seed was 3 and is now 4" },
        { "ClipNorm", "ClipNorm was 10 and is now null" },
        { "Groups", "Groups was null and is now *.bias (rate x 0.5, decay 0.1); output.weight (frozen)" },
        { "AccumulateSteps", "AccumulateSteps was 2 and is now 1" },
        { "Average", "Average was exponential, decay 0.9, from 0, every 1 and is now equal, from 3, every 2" },
        { "NonFinite", "NonFinite was SkipStep and is now Throw" },
        { "ClassWeights", "ClassWeights was null and is now 1 2 0.5" },
        { "Processes", "Processes was 1 and is now 2" },
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void EverySettingIsAmongTheChanges() =>
        Assert.Equal(Enum.GetNames<RunSettings>().Except([nameof(RunSettings.None)]).Order(StringComparer.Ordinal), Changes.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Changes))]
    public void AnotherSettingIsRefusedUnlessItIsAllowed(string changed, string message)
    {
        RunSettings setting = Enum.Parse<RunSettings>(changed);
        string directory = _directory.Combine("run");
        Run(directory, RunSettings.None, RunSettings.None, cancelAfter: 6);

        var network = new SmallClassifier(99);
        Sgd optimizer = CreateOptimizer(setting);
        using (Trainer<SmallClassifier> trainer = CreateTrainer(network, optimizer, setting))
        {
            double rate = optimizer.LearningRate;
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data(setting), Options(directory, setting, allowed: ~setting)));
            Assert.Contains($"{message}. Allow it by name to go on nevertheless: AllowChanged = RunSettings.{changed}.", exception.Message, StringComparison.Ordinal);
            TrainerTests.AssertSameBits(new SmallClassifier(99), network);
            Assert.Equal((0, 0, rate), (trainer.StepCount, trainer.Memory.Epochs, optimizer.LearningRate));
        }

        Trainer<SmallClassifier> other = Run(directory, setting, allowed: setting);

        // Two of the four batches of the second epoch were trained: where the batches are others, all four of them are again.
        const RunSettings Batches = RunSettings.BatchSize | RunSettings.Shuffle | RunSettings.Samples | RunSettings.Seed;
        int more = setting == RunSettings.Epochs ? 4 : Batches.HasFlag(setting) ? 2 : 0;
        Assert.Equal(Steps + more, other.StepCount);

        // What the run is now made of is what its next checkpoint says.
        Run(directory, setting, RunSettings.None);
        if (setting != RunSettings.NonFinite) Assert.Throws<InvalidOperationException>(() => Run(directory, RunSettings.None, RunSettings.None));
    }

    [Fact]
    public void AllDifferencesAreTold()
    {
        string directory = _directory.Combine("run");
        const RunSettings Several = RunSettings.LearningRate | RunSettings.OptimizerSettings | RunSettings.BatchSize;
        Run(directory, RunSettings.None, RunSettings.None, cancelAfter: 6);
        string message = Assert.Throws<InvalidOperationException>(() => Run(directory, Several, RunSettings.None)).Message;
        Assert.Contains("Momentum was 0.9 and is now 0.5; LearningRate was 0.02 and is now 0.001; BatchSize was 6 and is now 7.", message, StringComparison.Ordinal);
        Assert.Contains("AllowChanged = RunSettings.OptimizerSettings | RunSettings.LearningRate | RunSettings.BatchSize.", message, StringComparison.Ordinal);
        message = Assert.Throws<InvalidOperationException>(() => Run(directory, Several, RunSettings.LearningRate | RunSettings.BatchSize)).Message;
        Assert.Contains("that run gives: Momentum was 0.9 and is now 0.5. Allow", message, StringComparison.Ordinal);
        Run(directory, Several, Several);
    }

    [Fact]
    public void TheKindOfOptimizerNeverChanges()
    {
        string directory = _directory.Combine("run");
        Run(directory, RunSettings.None, RunSettings.None, cancelAfter: 6);
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(), new Adam(0.02), RunSettings.None);
        string message = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data(RunSettings.None), Options(directory, RunSettings.None, ~RunSettings.None))).Message;
        Assert.Contains("Optimizer was Sgd and is now Adam. A run goes on with the optimiser it began with", message, StringComparison.Ordinal);
    }

    /// <summary>The rate that holds is the one given, not the one with which the last step was taken: at the end of a cosine, next to nothing.</summary>
    [Theory]
    [InlineData(RunSettings.LearningRate)]
    [InlineData(RunSettings.Schedule)]
    public void TheNewRateHolds(RunSettings setting)
    {
        string directory = _directory.Combine("run");
        Dataset train = Labelled(Samples, 1);
        RunOnce(new Sgd(0.1), 2, setting == RunSettings.Schedule ? LearningRateSchedule.Cosine : LearningRateSchedule.Constant);
        string checkpoint = _directory.Combine("end.safetensors");
        File.Copy(Directory.GetFiles(directory).Max(StringComparer.Ordinal)!, checkpoint);

        var optimizer = new Sgd(setting == RunSettings.LearningRate ? 0.001 : 0.1);
        SmallClassifier resumed = RunOnce(optimizer, 4, LearningRateSchedule.Constant);
        var expected = new SmallClassifier(99);
        using Trainer<SmallClassifier> reference = new(expected, new Sgd(optimizer.LearningRate));
        reference.LoadCheckpoint(checkpoint, RunSettings.LearningRate);
        Assert.Equal(optimizer.LearningRate, reference.Optimizer.LearningRate);
        reference.Fit(train, new() { Epochs = 2, BatchSize = BatchSize });
        TrainerTests.AssertSameBits(expected, resumed);
        Assert.Equal(setting == RunSettings.LearningRate ? 0.001 : 0.1, optimizer.LearningRate);

        SmallClassifier RunOnce(Sgd optimizer, int epochs, LearningRateSchedule schedule)
        {
            var network = new SmallClassifier(1);
            using Trainer<SmallClassifier> trainer = new(network, optimizer);
            trainer.Fit(train, new() { Epochs = epochs, BatchSize = BatchSize, Schedule = schedule, CheckpointDirectory = directory, AllowChanged = setting });
            return network;
        }
    }

    /// <summary>A rate that is changed on the way, which a constant schedule does not undo, is part of the state.</summary>
    [Fact]
    public void ARateThatWasChangedOnTheWayIsResumed()
    {
        Dataset train = Labelled(Samples, 1);
        SmallClassifier expected = Train(directory: null, epochs: 4);
        string directory = _directory.Combine("run");
        Train(directory, epochs: 2);
        TrainerTests.AssertSameBits(expected, Train(directory, epochs: 4));

        SmallClassifier Train(string? directory, int epochs)
        {
            var network = new SmallClassifier(1);
            var optimizer = new Sgd(0.1);
            using Trainer<SmallClassifier> trainer = new(network, optimizer);
            var decay = new Recorder(report => optimizer.LearningRate *= report.Completed is null ? 1 : 0.5);
            trainer.Fit(train, new() { Epochs = epochs, BatchSize = BatchSize, CheckpointDirectory = directory, Progress = decay });
            return network;
        }
    }

    /// <summary>With a constant rate more epochs are what a longer run would have been; with a schedule they are another run.</summary>
    [Fact]
    public void ARunMayGrowLongerWhereItsBitsDoNotDependOnItsLength()
    {
        Dataset train = Labelled(Samples, 1);
        SmallClassifier expected = Train(directory: null, 3);
        string directory = _directory.Combine("run");
        Train(directory, 1);
        Train(directory, 2);
        TrainerTests.AssertSameBits(expected, Train(directory, 3));

        SmallClassifier Train(string? directory, int epochs)
        {
            var network = new SmallClassifier(1);
            using Trainer<SmallClassifier> trainer = CreateTrainer(network, new Sgd(0.1), RunSettings.None);
            trainer.Fit(train, new() { Epochs = epochs, BatchSize = BatchSize, CheckpointDirectory = directory });
            return network;
        }
    }

    [Theory]
    [InlineData(NonFinitePolicy.Throw, NonFinitePolicy.SkipStep, true)]
    [InlineData(NonFinitePolicy.Throw, NonFinitePolicy.Off, true)]
    [InlineData(NonFinitePolicy.SkipStep, NonFinitePolicy.Throw, false)]
    [InlineData(NonFinitePolicy.Off, NonFinitePolicy.SkipStep, false)]
    public void ARunThatThrowsMayGoOnWithAnyPolicy(NonFinitePolicy before, NonFinitePolicy after, bool isAllowed)
    {
        string path = _directory.Combine("checkpoint.safetensors");
        using Trainer<SmallClassifier> first = new(new SmallClassifier(), new Sgd(), new() { NonFinite = before });
        first.SaveCheckpoint(path);
        using Trainer<SmallClassifier> second = new(new SmallClassifier(), new Sgd(), new() { NonFinite = after });
        if (isAllowed) second.LoadCheckpoint(path);
        else Assert.Throws<InvalidOperationException>(() => second.LoadCheckpoint(path));
    }

    [Fact]
    public void ALoopOfOnesOwnIsHeldToItsSettingsToo()
    {
        string path = _directory.Combine("checkpoint.safetensors");
        using Trainer<SmallClassifier> first = new(new SmallClassifier(1), new Sgd(0.1) { Momentum = 0.9 });
        first.Optimizer.LearningRate = 0.05;
        first.SaveCheckpoint(path);
        var network = new SmallClassifier(2);
        using Trainer<SmallClassifier> second = new(network, new Sgd(0.1));
        Assert.Contains("Momentum was 0.9 and is now 0", Assert.Throws<InvalidOperationException>(() => second.LoadCheckpoint(path)).Message, StringComparison.Ordinal);
        TrainerTests.AssertSameBits(new SmallClassifier(2), network);
        second.LoadCheckpoint(path, RunSettings.OptimizerSettings);
        TrainerTests.AssertSameBits(new SmallClassifier(1), network);
        Assert.Equal(0.05, second.Optimizer.LearningRate);
        second.Optimizer.LearningRate = 0.1;
        second.LoadCheckpoint(path, RunSettings.OptimizerSettings | RunSettings.LearningRate);
        Assert.Equal(0.1, second.Optimizer.LearningRate);
    }

    [Fact]
    public void ACheckpointThatFitDidNotWriteChangesNothing()
    {
        string directory = _directory.Combine("run");
        Directory.CreateDirectory(directory);
        using Trainer<SmallClassifier> first = CreateTrainer(new SmallClassifier(1), new Sgd(), RunSettings.None);
        first.SaveCheckpoint(Path.Combine(directory, "checkpoint-000000000007.safetensors"));
        var network = new SmallClassifier(2);
        using Trainer<SmallClassifier> second = CreateTrainer(network, new Sgd(), RunSettings.None);
        Assert.Contains("was not written by Fit", Assert.Throws<InvalidOperationException>(() => second.Fit(Data(RunSettings.None), Options(directory, RunSettings.None, RunSettings.None))).Message, StringComparison.Ordinal);
        TrainerTests.AssertSameBits(new SmallClassifier(2), network);
    }

    /// <summary>An optimiser of one's own takes part without a word of its own: by what it makes of a parameter, whatever the rate.</summary>
    [Theory]
    [InlineData(0.9, 0.01, 0.1, null)]
    [InlineData(0.9, 0.01, 0.2, null)]
    [InlineData(0.8, 0.01, 0.1, "Updates was ")]
    [InlineData(0.9, 0.010002, 0.1, "Updates was ")]
    public void AnOptimizerOfOnesOwnTakesPart(double momentum, double decay, double rate, string? message)
    {
        string path = _directory.Combine("checkpoint.safetensors");
        using Trainer<SmallClassifier> first = new(new SmallClassifier(1), new OwnOptimizer(0.1, 0.9, 0.01));
        first.SaveCheckpoint(path);
        var network = new SmallClassifier(2);
        using Trainer<SmallClassifier> second = new(network, new OwnOptimizer(rate, momentum, decay));
        if (message is null) second.LoadCheckpoint(path);
        else Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => second.LoadCheckpoint(path)).Message, StringComparison.Ordinal);
        TrainerTests.AssertSameBits(new SmallClassifier(message is null ? 1u : 2u), network);
        Assert.Equal(message is null ? 0.1 : rate, second.Optimizer.LearningRate);
    }

    [Fact]
    public void AnOptimizerOfOnesOwnMayNameItsSettings()
    {
        string path = _directory.Combine("checkpoint.safetensors");
        using Trainer<SmallClassifier> first = new(new SmallClassifier(), new DescribedOptimizer(new() { ["Momentum"] = 0.9, ["Rule"] = "heavy", ["Gone"] = true }));
        first.SaveCheckpoint(path);
        using Trainer<SmallClassifier> second = new(new SmallClassifier(), new DescribedOptimizer(new() { ["Momentum"] = 0.8f, ["Rule"] = "light", ["Steps.Most"] = 3 }));
        string message = Assert.Throws<InvalidOperationException>(() => second.LoadCheckpoint(path)).Message;
        Assert.Contains("Momentum was 0.9 and is now 0.8; Rule was heavy and is now light; Steps.Most was not described and is now 3; Gone was true and is now not described.", message, StringComparison.Ordinal);
        using Trainer<SmallClassifier> third = new(new SmallClassifier(), new Sgd());
        message = Assert.Throws<InvalidOperationException>(() => third.LoadCheckpoint(path)).Message;
        Assert.Contains("Optimizer was NetGen.Tests.Training.RunSettingsTests+DescribedOptimizer and is now Sgd. A run", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(0.50001, "Factors was 1 ")]
    public void AScheduleOfOnesOwnTakesPart(double share, string? message)
    {
        string directory = _directory.Combine("run");
        Dataset train = Labelled(Samples, 1);
        Fit(0.5);
        if (message is null) Fit(share);
        else Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => Fit(share)).Message, StringComparison.Ordinal);

        void Fit(double share)
        {
            using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(), new Sgd(), RunSettings.None);
            trainer.Fit(train, new() { BatchSize = BatchSize, Schedule = new Falling(share), CheckpointDirectory = directory });
        }
    }

    private static Trainer<SmallClassifier> Run(string directory, RunSettings changed, RunSettings allowed, int? cancelAfter = null)
    {
        using var cancellation = new CancellationTokenSource();
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1), CreateOptimizer(changed), changed);
        var progress = new Recorder(report =>
        {
            if (report.Step == cancelAfter) cancellation.Cancel();
        });
        FitOptions options = Options(directory, changed, allowed, progress, cancellation.Token);
        if (cancelAfter is null) trainer.Fit(Data(changed), options);
        else Assert.Throws<OperationCanceledException>(() => trainer.Fit(Data(changed), options));
        return trainer;
    }

    private static Sgd CreateOptimizer(RunSettings changed) => new(changed.HasFlag(RunSettings.LearningRate) ? 0.001 : 0.02)
    {
        Momentum = changed.HasFlag(RunSettings.OptimizerSettings) ? 0.5 : 0.9,
    };

    private static Trainer<SmallClassifier> CreateTrainer(SmallClassifier network, Optimizer optimizer, RunSettings changed) => new(network, optimizer, new()
    {
        Seed = changed.HasFlag(RunSettings.Seed) ? 4u : 3u,
        ClipNorm = changed.HasFlag(RunSettings.ClipNorm) ? null : 10,
        Groups = changed.HasFlag(RunSettings.Groups) ? [new("*.bias") { LearningRateFactor = 0.5, WeightDecay = 0.1 }, new("output.weight") { IsFrozen = true }] : [],
        AccumulateSteps = changed.HasFlag(RunSettings.AccumulateSteps) ? 1 : 2,
        ProcessGroup = changed.HasFlag(RunSettings.Processes) ? new Groups.MirrorGroup(0, size: 2) : null,
        Average = changed.HasFlag(RunSettings.Average) ? WeightAverage.Equal(3, 2) : WeightAverage.Exponential(0.9),
        NonFinite = changed.HasFlag(RunSettings.NonFinite) ? NonFinitePolicy.Throw : NonFinitePolicy.SkipStep,
    });

    private static Dataset Data(RunSettings changed) => Labelled(changed.HasFlag(RunSettings.Samples) ? Samples + 1 : Samples, 1);

    private static FitOptions Options(string directory, RunSettings changed, RunSettings allowed, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) => new()
    {
        Epochs = changed.HasFlag(RunSettings.Epochs) ? Epochs + 1 : Epochs,
        BatchSize = changed.HasFlag(RunSettings.BatchSize) ? BatchSize + 1 : BatchSize,
        Shuffle = !changed.HasFlag(RunSettings.Shuffle),
        Schedule = changed.HasFlag(RunSettings.Schedule) ? LearningRateSchedule.Constant : LearningRateSchedule.Cosine,
        Validation = changed.HasFlag(RunSettings.Validation) ? null : Labelled(10, 2),
        ClassWeights = changed.HasFlag(RunSettings.ClassWeights) ? [1, 2, 0.5f] : null,
        CheckpointDirectory = directory,
        AllowChanged = allowed,
        ReportEverySteps = 1,
        Progress = progress,
        CancellationToken = cancellation,
    };

    private class OwnOptimizer(double rate, double momentum, double decay) : Optimizer<OwnRule>(rate)
    {
        protected override OwnRule Prepare(UpdateStep step) => new(step.LearningRate, (float)momentum, (float)decay);
    }

    private sealed class DescribedOptimizer(Dictionary<string, object> settings) : OwnOptimizer(0.1, 0.9, 0)
    {
        protected internal override IEnumerable<(string Name, object Value)> Describe() => settings.Select(setting => (setting.Key, setting.Value));
    }

    private readonly record struct OwnRule(float Rate, float Momentum, float Decay) : IUpdateRule
    {
        public static IReadOnlyList<string> SlotNames { get; } = ["momentum_buffer"];

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
            where TVector : struct, IVector<TVector>
        {
            first = TVector.MultiplyAdd(TVector.Broadcast(Momentum), first, gradient + (TVector.Broadcast(Decay) * parameter));
            return TVector.MultiplyAdd(TVector.Broadcast(-Rate), first, parameter);
        }
    }

    private sealed class Falling(double share) : LearningRateSchedule
    {
        public override double Factor(SchedulePoint point) => point.Progress < share ? 1 : share;
    }
}
