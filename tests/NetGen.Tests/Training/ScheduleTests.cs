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

    /// <summary>Starts, ends and lengths that the others leave at their defaults, and the defaults themselves.</summary>
    [Fact]
    public void EverySettingHasItsPlaceInTheFormula()
    {
        Check(LearningRateSchedule.StepDecay(4), (_, epoch) => Math.Pow(0.1, epoch / 4));
        Check(LearningRateSchedule.MultiStep([0, 2]), (_, epoch) => epoch < 2 ? 0.1 : 0.01);
        Check(LearningRateSchedule.Polynomial(), (step, _) => 1 - (step / (double)Steps));
        Check(LearningRateSchedule.CosineRestarts(3), (step, _) => 0.5 * (1 + Math.Cos(Math.PI * (step % 15) / 15)));
        Check(LearningRateSchedule.OneCycle(0.5, 0.2, 0.1), (step, _) => step < 30
            ? 0.2 + (0.8 * 0.5 * (1 - Math.Cos(Math.PI * step / 30)))
            : 0.1 + (0.9 * 0.5 * (1 + Math.Cos(Math.PI * (step - 30) / 30))));
        Check(LearningRateSchedule.Cyclic(2), (step, _) => 0.1 + (0.9 * (step % 20 < 10 ? step % 20 / 10.0 : (20 - (step % 20)) / 10.0)));
        Check(LearningRateSchedule.WarmUpStableDecay(0, 0.5, 0.1), (step, _) => step < 30 ? 1 : 1 - (0.9 * (step - 30) / 30));
        Check(LearningRateSchedule.WarmUpStableDecay(0.5, 0), (step, _) => step < 30 ? (step + 1) / 30.0 : 1);
        Check(LearningRateSchedule.WarmUpStableDecay(0.5, 0.5), (step, _) => step < 30 ? (step + 1) / 30.0 : 1 - ((step - 30) / 30.0));
        Check(LearningRateSchedule.Cosine.WithWarmUp(10, 0.2), (step, _) => step < 10
            ? 0.2 + (0.8 * (step + 1) / 10)
            : 0.5 * (1 + Math.Cos(Math.PI * (step - 10) / 50)));

        // What is warmed up to is the first rate of a run of the 50 steps that are left.
        Check(LearningRateSchedule.WarmUpStableDecay(0.1, 0.5).WithWarmUp(10), (step, _) => step < 10
            ? 0.2 * (step + 1) / 10
            : Math.Min(1, (step - 9) / 5.0) * (step < 35 ? 1 : 1 - ((step - 35) / 25.0)));

        // A stage takes a step at least.
        LearningRateSchedule shortStage = LearningRateSchedule.Sequence((LearningRateSchedule.Constant, 0.01), (LearningRateSchedule.Linear(0, 1), 1));
        Check(shortStage, (step, _) => step == 0 ? 1 : (step - 1) / 59.0);
    }

    /// <summary>A run that takes more steps than were planned.</summary>
    [Theory]
    [InlineData("Cosine", 0)]
    [InlineData("CosineTo", 0.1)]
    [InlineData("Polynomial", 0.1)]
    [InlineData("OneCycle", 4e-6)]
    public void BehindTheEndTheRateStays(string name, double expected)
    {
        Assert.Equal(expected, Schedules[name].Factor(new SchedulePoint(Steps + 17, Steps, PerEpoch)), 1e-12);
        Assert.Equal(1, LearningRateSchedule.WarmUpStableDecay(0.5, 0).Factor(new SchedulePoint(Steps + 17, Steps, PerEpoch)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhoAsksForTheLengthHasOtherRatesInALongerRun(string name) => CheckLength(Schedules[name]);

    [Fact]
    public void APartThatAsksForTheLengthIsEnough()
    {
        CheckLength(LearningRateSchedule.StepDecay(4).Times(LearningRateSchedule.Exponential(0.9)));
        CheckLength(LearningRateSchedule.Linear(1, 0.5).Times(LearningRateSchedule.StepDecay(4)));
        CheckLength(LearningRateSchedule.Sequence((LearningRateSchedule.StepDecay(4), 1), (LearningRateSchedule.Cosine, 1)));
    }

    /// <summary>PyTorch's ReduceLROnPlateau(patience=2, factor=0.5, cooldown=1), step by step by hand.</summary>
    [Fact]
    public void APlateauIsWaitedFor()
    {
        LearningRateSchedule schedule = LearningRateSchedule.ReduceOnPlateau(patience: 2, factor: 0.5, cooldown: 1);
        double[] losses = [3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1];
        double[] expected = [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.125];
        Assert.Equal(expected, Enumerable.Range(0, losses.Length + 1).Select(epochs => schedule.Factor(new SchedulePoint(epochs, 100, 1) { Losses = losses[..epochs] })));

        LearningRateSchedule longer = LearningRateSchedule.ReduceOnPlateau(patience: 0, factor: 0.5, cooldown: 2);
        double[] same = [1, 1, 1, 1, 1, 1, 1, 1];
        IEnumerable<double> factors = Enumerable.Range(1, 8).Select(epochs => longer.Factor(new SchedulePoint(epochs, 100, 1) { Losses = same[..epochs] }));
        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125], factors);

        // Numbers of which more is better come turned, below 0.
        Assert.Equal(0.1, LearningRateSchedule.ReduceOnPlateau(0).Factor(new SchedulePoint(2, 100, 1) { Losses = [-0.5, -0.4] }), 12);
        Assert.Equal(1, LearningRateSchedule.ReduceOnPlateau(0).Factor(new SchedulePoint(2, 100, 1) { Losses = [-0.5, -0.6] }));
        Assert.Equal(0.25, LearningRateSchedule.ReduceOnPlateau(0, 0.5, least: 0.25).Factor(new SchedulePoint(2, 100, 1) { Losses = [1, 1, 1, 1, 1] }));
    }

    /// <summary>
    /// An improvement by less than a share of the best loss is none, whichever sign it has; by default that is a ten-thousandth, and ten epochs are waited for.
    /// </summary>
    [Theory]
    [InlineData(1, 10, 9.5, 8.9)]
    [InlineData(0.5, 10, 9.5, 9)]
    [InlineData(1, -10, -10.5, -11.1)]
    [InlineData(0.5, -10, -10.5, -10.9)]
    [InlineData(0.5, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    public void AnImprovementIsAShareOfTheBest(double expected, double first, double second, double third)
    {
        LearningRateSchedule schedule = LearningRateSchedule.ReduceOnPlateau(1, 0.5, leastImprovement: 0.1);
        Assert.Equal(expected, schedule.Factor(new SchedulePoint(3, 100, 1) { Losses = [first, second, third] }));
        double[] longer = [1, .. Enumerable.Repeat(0.99995, 22)];
        LearningRateSchedule usual = LearningRateSchedule.ReduceOnPlateau();
        foreach ((int epochs, double factor) in new[] { (11, 1), (12, 0.1), (22, 0.1), (23, 0.01) })
            Assert.Equal(factor, usual.Factor(new SchedulePoint(epochs, 100, 1) { Losses = longer[..epochs] }), 1e-12);
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

    /// <summary>Checkpoints have these names and values, and are compared by them.</summary>
    [Fact]
    public void EverySettingIsDescribed()
    {
        Assert.Empty(LearningRateSchedule.Constant.Describe());
        Describes(LearningRateSchedule.CosineTo(0.1), ("End", 0.1));
        Describes(LearningRateSchedule.StepDecay(3, 0.5), ("Epochs", 3), ("Factor", 0.5));
        Describes(LearningRateSchedule.MultiStep([2, 7], 0.1), ("Epochs", "2 7"), ("Factor", 0.1));
        Describes(LearningRateSchedule.Polynomial(2, 0.1), ("Power", 2.0), ("End", 0.1));
        Describes(LearningRateSchedule.Linear(0.5, 0.25), ("Start", 0.5), ("End", 0.25));
        Describes(LearningRateSchedule.InverseTime(0.5), ("Decay", 0.5));
        Describes(LearningRateSchedule.InverseSquareRoot(9), ("WarmUpSteps", 9));
        Describes(LearningRateSchedule.CosineRestarts(2, 3, 0.1), ("Epochs", 2), ("Growth", 3), ("End", 0.1));
        Describes(LearningRateSchedule.OneCycle(0.3, 0.2, 0.1), ("Rise", 0.3), ("Start", 0.2), ("End", 0.1));
        Describes(LearningRateSchedule.Cyclic(2, 0.1, halves: true), ("Epochs", 2.0), ("Low", 0.1), ("Halves", true));
        Describes(LearningRateSchedule.WarmUpStableDecay(0.1, 0.25, 0.5), ("Rise", 0.1), ("Fall", 0.25), ("End", 0.5));
        Describes(
            LearningRateSchedule.ReduceOnPlateau(1, 0.5, 0.25, 3, 0.125),
            ("Patience", 1),
            ("Factor", 0.5),
            ("LeastImprovement", 0.25),
            ("Cooldown", 3),
            ("Least", 0.125));
        Describes(
            LearningRateSchedule.CosineTo(0.1).WithWarmUp(10, 0.2),
            ("WarmUpSteps", 10),
            ("WarmUpStart", 0.2),
            ("Then", "CosineSchedule"),
            ("Then.End", 0.1));
        Describes(
            LearningRateSchedule.CosineTo(0.1).Times(LearningRateSchedule.InverseTime(0.5)),
            ("First", "CosineSchedule"),
            ("First.End", 0.1),
            ("Second", "InverseTimeSchedule"),
            ("Second.Decay", 0.5));

        // Of the last stage no length is asked.
        Describes(
            LearningRateSchedule.Sequence((LearningRateSchedule.Constant, 2), (LearningRateSchedule.CosineTo(0.1), 4)),
            ("Stage1.Length", 2.0),
            ("Stage1", "ConstantSchedule"),
            ("Stage2", "CosineSchedule"),
            ("Stage2.End", 0.1));

        static void Describes(LearningRateSchedule schedule, params (string Name, object Value)[] settings) => Assert.Equal(settings, schedule.Describe());
    }

    /// <summary>Of one that says nothing of itself the factors are compared, at the beginnings of sixteen epochs of ten steps.</summary>
    [Fact]
    public void AScheduleOfOnesOwnIsDescribedByItsFactors()
    {
        (string name, object value) = Assert.Single(new Own().Describe());
        Assert.Equal("Factors", name);
        Assert.Equal(Enumerable.Range(0, 16).Select(epoch => epoch + (epoch / 16.0) + 160), Assert.IsType<double[]>(value));
        Assert.True(new Own().DependsOnLength);
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
        Assert.Throws<ArgumentOutOfRangeException>("stages", () => LearningRateSchedule.Sequence((LearningRateSchedule.Constant, 0)));
        Assert.Throws<ArgumentNullException>("stages", () => LearningRateSchedule.Sequence((null!, 1)));
        Assert.Throws<ArgumentNullException>("stages", () => LearningRateSchedule.Sequence(null!));
        Assert.Throws<ArgumentNullException>("epochs", () => LearningRateSchedule.MultiStep(null!));
        Assert.Throws<ArgumentNullException>("other", () => LearningRateSchedule.Constant.Times(null!));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => LearningRateSchedule.Cosine.WithWarmUp(0));
        Assert.Throws<ArgumentOutOfRangeException>("rise", () => LearningRateSchedule.OneCycle(1));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => LearningRateSchedule.CosineTo(double.NaN));
    }

    private static void Check(string name, Func<int, int, double> expected) => Check(Schedules[name], expected);

    private static void Check(LearningRateSchedule schedule, Func<int, int, double> expected)
    {
        for (int step = 0; step < Steps; step++)
            Assert.Equal(expected(step, step / PerEpoch), schedule.Factor(new SchedulePoint(step, Steps, PerEpoch)), 1e-12);
    }

    private static void CheckLength(LearningRateSchedule schedule)
    {
        bool differs = Enumerable.Range(0, Steps).Any(step => schedule.Factor(new(step, Steps, PerEpoch)) != schedule.Factor(new(step, 2 * Steps, PerEpoch)));
        Assert.Equal(differs, schedule.DependsOnLength);
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

    private sealed class Own : LearningRateSchedule
    {
        public override double Factor(SchedulePoint point) => point.WholeEpochs + point.Progress + point.Steps;
    }
}
