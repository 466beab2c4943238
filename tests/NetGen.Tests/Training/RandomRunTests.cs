using NetGen.Data;
using NetGen.Metrics;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

/// <summary>
/// Runs of Fit with settings drawn at random, all at once: stopped after some step and gone on with, on another number of threads, they end as the
/// run that nothing stopped does, to the bit.
/// </summary>
public sealed class RandomRunTests : IDisposable
{
    private const int Runs = 40;
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, Runs));

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ARunThatGoesOnEndsAsOneThatNeverStopped(int seed)
    {
        (SmallClassifier whole, TrainingReport expected, long steps) = Train(seed, _directory.Combine("whole"), stopAfter: null, threads: 1);
        string directory = _directory.Combine("run");
        var random = new SeededRandom((ulong)seed + 1000);
        for (int stops = 0; stops < 2; stops++) Train(seed, directory, stopAfter: 1 + random.Next((int)Math.Max(1, steps)), threads: 1 + random.Next(3));
        (SmallClassifier resumed, TrainingReport report, _) = Train(seed, directory, stopAfter: null, threads: 2);
        TrainerTests.AssertSameBits(whole, resumed);
        Assert.Equal(expected.Epochs, report.Epochs);
        Assert.Equal((expected.Reason, expected.BestEpoch, expected.Validation?.Loss), (report.Reason, report.BestEpoch, report.Validation?.Loss));
    }

    private static (SmallClassifier Network, TrainingReport Report, long Steps) Train(int seed, string directory, long? stopAfter, int threads)
    {
        var random = new SeededRandom((ulong)seed);
        bool Maybe() => random.Next(2) == 0;
        Dataset data = Labelled(FitRuns.Samples, 1);
        SampleSource train = data;
        if (Maybe()) train = data.WithWeights([.. Enumerable.Range(0, FitRuns.Samples).Select(static sample => (float)(sample % 4))]);
        if (Maybe()) train = train.Transform(new RandomNoise(0.1));
        bool hasValidation = Maybe();
        Sampler? sampler = random.Pick<Sampler?>([null, Sampler.InOrder, Sampler.Balanced]);
        float[]? classWeights = Maybe() ? [1, 0, 2] : null;
        LearningRateSchedule schedule = random.Pick(
        [
            LearningRateSchedule.Constant, LearningRateSchedule.Cosine.WithWarmUp(3), LearningRateSchedule.ReduceOnPlateau(0, 0.5), LearningRateSchedule.StepDecay(2).Times(LearningRateSchedule.OneCycle()),
        ]);
        Func<Optimizer> optimizer = random.Pick<Func<Optimizer>>([() => new Adam(0.02), () => new Sgd(0.1) { Momentum = 0.9 }, () => new Muon(0.02), () => new ScheduleFreeAdamW(0.02), () => new Lamb(0.02), () => new RAdam(0.02)]);
        var trainerOptions = new TrainerOptions
        {
            Threads = threads,
            Seed = 3,
            AccumulateSteps = 1 + random.Next(3),
            Average = random.Pick<WeightAverage?>([null, WeightAverage.Exponential(0.9), WeightAverage.Equal(2)]),
            ClipNorm = Maybe() ? 0.5 : null,
        };
        int batchSize = 2 + random.Next(9);
        bool restoreBest = Maybe();
        int? patience = Maybe() ? 2 : null;
        string monitor = hasValidation && Maybe() ? "odd, name" : "loss";

        var network = new SmallClassifier(1);
        using var cancellation = new CancellationTokenSource();
        using Trainer<SmallClassifier> trainer = new(network, optimizer(), trainerOptions);
        var options = new FitOptions
        {
            Epochs = 5,
            BatchSize = batchSize,
            Sampler = sampler,
            ClassWeights = classWeights,
            Schedule = schedule,
            ValidationShare = hasValidation ? 0.3 : null,
            Metrics = hasValidation ? [new OddName(), new RocAuc()] : [],
            Monitor = monitor,
            Patience = patience,
            RestoreBest = restoreBest,
            CheckpointDirectory = directory,
            CheckpointEverySteps = 1 + random.Next(4),
            ReportEverySteps = 1,
            CancellationToken = cancellation.Token,
            Callbacks = [new Stop(stopAfter, cancellation)],
        };
        try
        {
            return (network, trainer.Fit(train, options), trainer.StepCount);
        }
        catch (OperationCanceledException) when (stopAfter is not null)
        {
            return (network, null!, trainer.StepCount);
        }
    }

    private sealed class Stop(long? after, CancellationTokenSource cancellation) : ITrainingCallback
    {
        public void OnStep(TrainingContext context)
        {
            if (context.Step >= after) cancellation.Cancel();
        }
    }

    /// <summary>A metric of one's own may be called whatever one likes.</summary>
    private sealed class OddName : MeanMetric
    {
        public override string Name => "odd, name";

        protected override void AddLabel(ReadOnlySpan<float> prediction, int label) => Count(prediction[label]);
    }
}
