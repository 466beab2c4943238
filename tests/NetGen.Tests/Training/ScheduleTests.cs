using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

public sealed class ScheduleTests : IDisposable
{
    // 12 epochs of 5 steps.
    private const int PerEpoch = 5;
    private const int Steps = 60;

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Names => new(Schedules.Keys);

    private static Dictionary<string, LearningRateSchedule> Schedules { get; } = new(StringComparer.Ordinal)
    {
        ["Constant"] = LearningRateSchedule.Constant,
        ["Cosine"] = LearningRateSchedule.Cosine,
        ["CosineTo"] = LearningRateSchedule.CosineTo(0.1),
        ["StepDecay"] = LearningRateSchedule.StepDecay(3, 0.5),
        ["MultiStep"] = LearningRateSchedule.MultiStep([2, 7], 0.1),
        ["Exponential"] = LearningRateSchedule.Exponential(0.9),
        ["Polynomial"] = LearningRateSchedule.Polynomial(2, 0.1),
        ["Linear"] = LearningRateSchedule.Linear(0.5, 0),
        ["InverseTime"] = LearningRateSchedule.InverseTime(0.5),
        ["InverseSquareRoot"] = LearningRateSchedule.InverseSquareRoot(9),
        ["CosineRestarts"] = LearningRateSchedule.CosineRestarts(2, 2, 0.1),
        ["OneCycle"] = LearningRateSchedule.OneCycle(),
        ["Cyclic"] = LearningRateSchedule.Cyclic(2, 0.1, halves: true),
        ["WarmUpStableDecay"] = LearningRateSchedule.WarmUpStableDecay(0.1, 0.25),
        ["ReduceOnPlateau"] = LearningRateSchedule.ReduceOnPlateau(1, 0.5),
        ["WarmUp"] = LearningRateSchedule.Cosine.WithWarmUp(10),
        ["Times"] = LearningRateSchedule.StepDecay(4).Times(LearningRateSchedule.Linear(1, 0.5)),
        ["Sequence"] = LearningRateSchedule.Sequence((LearningRateSchedule.Linear(0, 1), 2), (LearningRateSchedule.Cosine, 4), (LearningRateSchedule.StepDecay(2), 1)),
    };

    public void Dispose() => _directory.Dispose();

    /// <summary>Formulas of the frameworks, written out; epochs and steps from 0.</summary>
    [Fact]
    public void FactorsAreThoseOfTheFrameworks()
    {
        Check("StepDecay", (_, epoch) => Math.Pow(0.5, epoch / 3));
        Check("MultiStep", (_, epoch) => epoch < 2 ? 1 : epoch < 7 ? 0.1 : 0.01);
        Check("Exponential", (_, epoch) => Math.Pow(0.9, epoch));
        Check("Cosine", (step, _) => 0.5 * (1 + Math.Cos(Math.PI * step / Steps)));
        Check("CosineTo", (step, _) => 0.1 + (0.9 * 0.5 * (1 + Math.Cos(Math.PI * step / Steps))));
        Check("Polynomial", (step, _) => 0.1 + (0.9 * Math.Pow(1 - (step / (double)Steps), 2)));
        Check("Linear", (step, _) => 0.5 * (1 - (step / (double)Steps)));
        Check("InverseTime", (step, _) => 1 / (1 + (0.5 * step / PerEpoch)));
        Check("InverseSquareRoot", (step, _) => step < 9 ? (step + 1) / 9.0 : 3 / Math.Sqrt(step + 1));
        Check("CosineRestarts", (step, _) =>
        {
            // Of 2, 4 and 8 epochs: 10, 20 and 40 steps.
            (int first, int length) = step < 10 ? (0, 10) : step < 30 ? (10, 20) : (30, 40);
            return 0.1 + (0.9 * 0.5 * (1 + Math.Cos(Math.PI * (step - first) / length)));
        });
        Check("OneCycle", (step, _) => step < 18
            ? 0.04 + (0.96 * 0.5 * (1 - Math.Cos(Math.PI * step / 18)))
            : 4e-6 + ((1 - 4e-6) * 0.5 * (1 + Math.Cos(Math.PI * (step - 18) / 42))));
        Check("Cyclic", (step, _) =>
        {
            int within = step % 20;
            return 0.1 + (0.9 * (within < 10 ? within / 10.0 : (20 - within) / 10.0) * Math.Pow(0.5, step / 20));
        });
        Check("WarmUpStableDecay", (step, _) => step < 6 ? (step + 1) / 6.0 : step < 45 ? 1 : 1 - ((step - 45) / 15.0));
        Check("WarmUp", (step, _) => step < 10 ? (step + 1) / 10.0 : 0.5 * (1 + Math.Cos(Math.PI * (step - 10) / 50)));
        Check("Times", (step, epoch) => Math.Pow(0.1, epoch / 4) * (1 - (0.5 * step / Steps)));
        Check("Sequence", (step, epoch) => step < 10 ? step / 10.0 : step < 30 ? 0.5 * (1 + Math.Cos(Math.PI * (step - 10) / 20)) : Math.Pow(0.1, (epoch - 6) / 2));
    }

    /// <summary>PyTorch's ReduceLROnPlateau(patience=2, factor=0.5, cooldown=1), step by step by hand.</summary>
    [Fact]
    public void APlateauIsWaitedFor()
    {
        LearningRateSchedule schedule = LearningRateSchedule.ReduceOnPlateau(patience: 2, factor: 0.5, cooldown: 1);
        double[] losses = [3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1];
        double[] expected = [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.125];
        Assert.Equal(expected, Enumerable.Range(0, losses.Length + 1).Select(epochs => schedule.Factor(new SchedulePoint(epochs, 100, 1) { Losses = losses[..epochs] })));

        // Numbers of which more is better come turned, below 0.
        Assert.Equal(0.1, LearningRateSchedule.ReduceOnPlateau(0).Factor(new SchedulePoint(2, 100, 1) { Losses = [-0.5, -0.4] }), 12);
        Assert.Equal(1, LearningRateSchedule.ReduceOnPlateau(0).Factor(new SchedulePoint(2, 100, 1) { Losses = [-0.5, -0.6] }));
        Assert.Equal(0.25, LearningRateSchedule.ReduceOnPlateau(0, 0.5, least: 0.25).Factor(new SchedulePoint(2, 100, 1) { Losses = [1, 1, 1, 1, 1] }));
    }

    /// <summary>Each schedule in Fit, interrupted in the middle of an epoch: the same bits, and another one is refused.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ARunThatGoesOnHasTheRatesThatItWouldHaveHad(string name)
    {
        SmallClassifier whole = Train(name, _directory.Combine("whole"), interruptAfter: null);
        string directory = _directory.Combine("run");
        Train(name, directory, interruptAfter: 14);
        SmallClassifier resumed = Train(name, directory, interruptAfter: null);
        TrainerTests.AssertSameBits(whole, resumed);
        string other = name is "Constant" ? "Cosine" : "Constant";
        Assert.Contains("Schedule was ", Assert.Throws<InvalidOperationException>(() => Train(other, directory, interruptAfter: null)).Message, StringComparison.Ordinal);
    }

    /// <summary>A setting of a part in a part is compared too.</summary>
    [Fact]
    public void PartsAreDescribed()
    {
        LearningRateSchedule Composed(double factor) => LearningRateSchedule.StepDecay(4, factor).WithWarmUp(3).Times(LearningRateSchedule.Linear(1, 0.5));
        string directory = _directory.Combine("run");
        Train(Composed(0.1), directory, interruptAfter: 6);
        string message = Assert.Throws<InvalidOperationException>(() => Train(Composed(0.2), directory, interruptAfter: null)).Message;
        Assert.Contains("First.Then.Factor was 0.1 and is now 0.2", message, StringComparison.Ordinal);
    }

    /// <summary>A schedule that does not ask how long the run is goes on for more epochs; one that does is another schedule then.</summary>
    [Fact]
    public void ARunMayBecomeLongerWhereItsScheduleDoesNotAsk()
    {
        foreach ((LearningRateSchedule schedule, bool isOpen) in new[] { (LearningRateSchedule.StepDecay(2), true), (LearningRateSchedule.StepDecay(2).WithWarmUp(3), true), (LearningRateSchedule.Cosine.WithWarmUp(3), false) })
        {
            string directory = _directory.Combine($"run{Guid.NewGuid():N}");
            Train(schedule, directory, interruptAfter: null, epochs: 2);
            if (isOpen) TrainerTests.AssertSameBits(Train(schedule, _directory.Combine($"run{Guid.NewGuid():N}"), null, 3), Train(schedule, directory, null, 3));
            else Assert.Throws<InvalidOperationException>(() => Train(schedule, directory, null, 3));
        }
    }

    [Fact]
    public void SettingsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => LearningRateSchedule.StepDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => LearningRateSchedule.Exponential(0));
        Assert.Throws<ArgumentException>("epochs", () => LearningRateSchedule.MultiStep([3, 3]));
        Assert.Throws<ArgumentException>("fall", () => LearningRateSchedule.WarmUpStableDecay(0.6, 0.5));
        Assert.Throws<ArgumentException>("stages", () => LearningRateSchedule.Sequence());
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => LearningRateSchedule.Cosine.WithWarmUp(0));
        Assert.Throws<ArgumentOutOfRangeException>("rise", () => LearningRateSchedule.OneCycle(1));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => LearningRateSchedule.CosineTo(double.NaN));
    }

    /// <summary>The suggested rate trains, one a thousand times smaller hardly does; network, optimiser and their rate are as they were.</summary>
    [Fact]
    public void ASearchFindsARateThatTrains()
    {
        NetGen.Data.Dataset train = Labelled(400, 1);
        var network = new SmallClassifier(1);
        var optimizer = new Sgd(0.123);
        LearningRateSearch search = LearningRateSearch.Run(network, optimizer, train, new LearningRateSearchOptions { Lowest = 1e-5, Highest = 100, Steps = 80, BatchSize = 8 });
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

    private static void Check(string name, Func<int, int, double> expected)
    {
        for (int step = 0; step < Steps; step++)
            Assert.Equal(expected(step, step / PerEpoch), Schedules[name].Factor(new SchedulePoint(step, Steps, PerEpoch)), 1e-12);
    }

    private static SmallClassifier Train(string name, string directory, int? interruptAfter) => Train(Schedules[name], directory, interruptAfter);

    private static SmallClassifier Train(LearningRateSchedule schedule, string directory, int? interruptAfter, int epochs = Epochs)
    {
        var network = new SmallClassifier(1);
        using var cancellation = new CancellationTokenSource();
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        var options = new FitOptions
        {
            Epochs = epochs,
            BatchSize = BatchSize,
            Schedule = schedule,
            CheckpointDirectory = directory,
            ReportEverySteps = 1,
            CancellationToken = cancellation.Token,
            Progress = new Recorder(report =>
            {
                if (report.Step == interruptAfter) cancellation.Cancel();
            }),
        };
        if (interruptAfter is null) trainer.Fit(Labelled(FitRuns.Samples, 1), options);
        else Assert.Throws<OperationCanceledException>(() => trainer.Fit(Labelled(FitRuns.Samples, 1), options));
        return network;
    }
}
