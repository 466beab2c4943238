using System.Text.Json;

using NetGen.Data;
using NetGen.Metrics;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

public sealed class CallbackTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void CallbacksAreToldInOrder()
    {
        var log = new Log();
        Fit(new FitOptions { Epochs = 2, BatchSize = 12, Validation = Labelled(10, 2), Callbacks = [log] });
        Assert.Equal(
            ["begin 0", "epoch 0 begins", "step 1 of 2", "step 2 of 2", "epoch 0 ends", "epoch 1 begins", "step 1 of 2", "step 2 of 2", "epoch 1 ends", "end Completed"],
            log.Lines);
    }

    [Fact]
    public void ACallbackStopsAfterTheEpochAndSetsTheRate()
    {
        var log = new Log
        {
            OnEpoch = context =>
            {
                context.LearningRate /= 2;
                if (context.Epoch == 1) context.Stop();
            },
        };
        TrainingReport report = Fit(new FitOptions { Epochs = 5, BatchSize = BatchSize, Callbacks = [log] });
        Assert.Equal(StopReason.Requested, report.Reason);
        Assert.Equal(2, report.Epochs.Count);
        Assert.Equal([0.02f, 0.01f], report.History["learning_rate"].Select(rate => (float)rate));
    }

    /// <summary>What a checkpoint has seen is not told again, and the history is whole.</summary>
    [Fact]
    public void ARunThatGoesOnHasTheWholeHistory()
    {
        Dataset train = Labelled(Samples, 1);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        var log = new Log();
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(99));
        FitOptions options = Options(directory);
        var resumed = new FitOptions
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Validation = options.Validation,
            CheckpointDirectory = directory,
            Callbacks = [log, new CsvLog(_directory.Combine("log.csv")), new JsonLog(_directory.Combine("log.json"))],
        };
        TrainingReport report = trainer.Fit(train, resumed);
        Assert.Equal(["begin 3", "epoch 3 begins", "step 3 of 4", "step 4 of 4", "epoch 3 ends"], log.Lines[..5]);
        Assert.Equal(FitWhole(train).Report.Epochs, report.Epochs);

        string[] lines = File.ReadAllLines(_directory.Combine("log.csv"));
        Assert.Equal("epoch,loss,learning_rate,val_loss,val_accuracy", lines[0]);
        Assert.Equal(Epochs, lines.Length - 1);
        Assert.Equal(report.Epochs[3].ValidationLoss, double.Parse(lines[4].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_directory.Combine("log.json")));
        Assert.Equal(report.History["val_accuracy"], json.RootElement.EnumerateArray().Select(static epoch => epoch.GetProperty("val_accuracy").GetDouble()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheBestEpochIsPutBack(bool onDisk)
    {
        Dataset train = Labelled(Samples, 1);
        Dataset validation = Labelled(10, 2);
        var networks = new List<SmallClassifier>();
        using Trainer<SmallClassifier> trainer = new(new SmallClassifier(1), new Adam(0.5f), new() { Threads = 1, Seed = 3 });
        var log = new Log
        {
            OnEpoch = context =>
            {
                var copy = new SmallClassifier(5);
                trainer.Network.Parameters.Memory.Span.CopyTo(copy.Parameters.Memory.Span);
                networks.Add(copy);
            },
        };
        string? directory = onDisk ? _directory.Combine("run") : null;
        TrainingReport report = trainer.Fit(train, new FitOptions { Epochs = 12, BatchSize = BatchSize, Validation = validation, RestoreBest = true, Callbacks = [log], CheckpointDirectory = directory });
        int best = report.Epochs.MinBy(static epoch => epoch.ValidationLoss).Epoch;
        Assert.NotEqual(11, best); // or nothing is put back
        Assert.Equal(best, report.BestEpoch);
        TrainerTests.AssertSameBits(networks[best], trainer.Network);
        Assert.Equal(report.Epochs[best].ValidationLoss, report.Validation!.Loss);
        if (directory is null) return;

        // A complete run that is asked for again trains nothing, and ends with the same network.
        using Trainer<SmallClassifier> again = new(new SmallClassifier(7), new Adam(0.5f), new() { Threads = 1, Seed = 3 });
        again.Fit(train, new FitOptions { Epochs = 12, BatchSize = BatchSize, Validation = validation, RestoreBest = true, CheckpointDirectory = directory });
        TrainerTests.AssertSameBits(networks[best], again.Network);
    }

    /// <summary>What was computed from the last epoch's parameters is computed anew from the best ones.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheBestEpochIsPutBackWhereWeightsAreTransformed(bool onDisk)
    {
        var random = new SeededRandom(4);
        float[] inputs = [.. Enumerable.Range(0, 40 * 1024).Select(_ => (float)random.NextDouble())];
        var data = new Dataset(inputs, 1024, [.. Enumerable.Range(0, 40).Select(_ => random.Next(2))], 2);
        var network = new Networks.WinogradNet(seed: 1);
        using Trainer<Networks.WinogradNet> trainer = network.CreateTrainer(new Adam(0.02), new TrainerOptions { Threads = 1 });
        TrainingReport report = trainer.Fit(data.Slice(0, 20), new FitOptions
        {
            Epochs = 8,
            BatchSize = 5,
            Validation = data.Slice(20, 20),
            RestoreBest = true,
            CheckpointDirectory = onDisk ? _directory.Combine("winograd") : null,
        });
        Assert.NotEqual(7, report.BestEpoch);
        Assert.Equal(report.Epochs[report.BestEpoch!.Value].ValidationLoss, report.Validation!.Loss);
        Assert.Equal(report.Validation.Loss, network.Clone().Evaluate(data.Slice(20, 20)).Loss);
    }

    [Fact]
    public void MetricsAreMeasuredEveryEpochAndDecide()
    {
        TrainingReport report = Fit(new FitOptions
        {
            Epochs = 40,
            BatchSize = BatchSize,
            ValidationShare = 0.3,
            Metrics = [new FScore(), new LogLoss()],
            Monitor = "f1_score",
            Patience = 3,
        });
        Assert.Equal(["loss", "learning_rate", "val_loss", "val_accuracy", "val_f1_score", "val_log_loss"], report.History.Keys);
        IReadOnlyList<double> scores = report.History["val_f1_score"];
        Assert.Equal(scores.Max(), scores[report.BestEpoch!.Value]);
        Assert.Equal(report.Reason == StopReason.Completed ? 40 : report.BestEpoch.Value + 4, report.Epochs.Count);
    }

    [Fact]
    public void WhatCannotBeMeasuredIsRefusedBeforeAnythingHappens()
    {
        Assert.Contains("Monitor is 'auc'; this run measures loss, accuracy, f1_score.", Refused(new FitOptions { Monitor = "auc", ValidationShare = 0.5, Metrics = [new FScore()] }), StringComparison.Ordinal);
        Assert.Contains("Monitor is 'accuracy'; this run measures loss.", Refused(new FitOptions { Monitor = "accuracy" }), StringComparison.Ordinal);
        Assert.Contains("measured on validation samples, and there are none", Refused(new FitOptions { Metrics = [new FScore()] }), StringComparison.Ordinal);
        Assert.Contains("give one of them", Refused(new FitOptions { Validation = Labelled(2, 1), ValidationShare = 0.5 }), StringComparison.Ordinal);
        Assert.Contains("2 class weights for 3 classes", Refused(new FitOptions { ClassWeights = [1, 2] }), StringComparison.Ordinal);
        Assert.Contains("1 weight to draw them by", Refused(new FitOptions { Sampler = Sampler.Weighted([1]) }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("ValidationShare", () => new FitOptions { ValidationShare = 1 });
        Assert.Throws<ArgumentException>("ClassWeights", () => new FitOptions { ClassWeights = [-1] });
        Assert.Throws<ArgumentOutOfRangeException>("LeastImprovement", () => new FitOptions { LeastImprovement = -1 });
    }

    /// <summary>An improvement that is too small does not count as one.</summary>
    [Fact]
    public void ALeastImprovementMakesImpatient()
    {
        var options = new FitOptions { Epochs = 20, BatchSize = BatchSize, Patience = 2, LeastImprovement = 1 };
        Assert.Equal(3, Fit(options).Epochs.Count);
    }

    /// <summary>A source that is read by another thread, a batch ahead, gives the bits of one that is not; changes at random among it.</summary>
    [Fact]
    public void ReadingAheadChangesNoBit()
    {
        SampleSource noisy = Labelled(Samples, 1).Transform(new RandomNoise(0.1));
        (SmallClassifier fitted, SmallClassifier stepped) = (new(1), new(1));
        using Trainer<SmallClassifier> trainer = CreateTrainer(fitted);
        trainer.Fit(noisy, new FitOptions { Epochs = 3, BatchSize = BatchSize });
        using Trainer<SmallClassifier> reference = CreateTrainer(stepped);
        int[] order = new int[FitRuns.Samples];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            SampleOrder.Fill(order, 3, epoch);
            foreach (int[] batch in order.Chunk(BatchSize))
            {
                float[] inputs = [.. batch.SelectMany(index => Data.Samples.At(noisy, index, seed: 3, epoch).Input)];
                reference.Step(inputs, [.. batch.Select(noisy.LabelOf)]);
            }
        }

        TrainerTests.AssertSameBits(stepped, fitted);
    }

    /// <summary>What a source throws comes out of Fit as it is, at the batch that has it.</summary>
    [Fact]
    public void AnExceptionOfASourceComesOut()
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1));
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => trainer.Fit(new BrokenSource(), new FitOptions { BatchSize = 4, Shuffle = false }));
        Assert.Equal("sample 9 is broken", exception.Message);
        Assert.Equal(2, trainer.StepCount);
    }

    [Fact]
    public void ProgressIsLinesAndInATerminalOneThatMoves()
    {
        var plain = new StringWriter();
        Fit(new FitOptions { Epochs = 2, BatchSize = BatchSize, Validation = Labelled(10, 2), Callbacks = [new ConsoleProgress(plain, isLive: false)] });
        string[] lines = plain.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^epoch 1/2  \d+\.\d s  loss \S+; validation: loss \S+, accuracy \S+ %$", lines[0]);

        var live = new StringWriter();
        Fit(new FitOptions { Epochs = 1, BatchSize = BatchSize, Callbacks = [new ConsoleProgress(live, isLive: true)] });
        Assert.Matches(@"^\repoch 1/1  step 1/4  loss ", live.ToString());
        Assert.EndsWith(live.ToString().Split('\r')[^1], live.ToString(), StringComparison.Ordinal);
    }

    private static TrainingReport Fit(FitOptions options)
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1));
        return trainer.Fit(Labelled(Samples, 1), options);
    }

    private static string Refused(FitOptions options)
    {
        var network = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        string message = Assert.Throws<ArgumentException>(() => trainer.Fit(Labelled(Samples, 1), options)).Message;
        TrainerTests.AssertSameBits(new SmallClassifier(1), network);
        return message;
    }

    private sealed class Log : ITrainingCallback
    {
        public List<string> Lines { get; } = [];

        public Action<TrainingContext>? OnEpoch { get; init; }

        public void OnBegin(TrainingContext context) => Lines.Add($"begin {context.Epoch}");

        public void OnEpochBegin(TrainingContext context) => Lines.Add($"epoch {context.Epoch} begins");

        public void OnStep(TrainingContext context)
        {
            Assert.True(double.IsFinite(context.StepLoss));
            Lines.Add($"step {context.StepInEpoch} of {context.StepsPerEpoch}");
        }

        public void OnEpochEnd(TrainingContext context)
        {
            Assert.Equal(context.Epoch, context.History[^1].Epoch);
            Lines.Add($"epoch {context.Epoch} ends");
            OnEpoch?.Invoke(context);
        }

        public void OnEnd(TrainingContext context, TrainingReport report) => Lines.Add($"end {report.Reason}");
    }

    private sealed class BrokenSource() : SampleSource(SampleFormat.OfLabels(SmallNetwork.Inputs, SmallNetwork.Outputs), 20)
    {
        public override void Read(int index, SampleDraw draw, SampleRow row)
        {
            if (index == 9) throw new InvalidDataException("sample 9 is broken");
            row.Input.Clear();
            row.Label = 0;
        }
    }
}
