using Microsoft.Extensions.Logging;

using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Logging.Tests;

#pragma warning disable format // one line per layer
/// <summary>As small as can be.</summary>
[Network(2)]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class LoggedNet;
#pragma warning restore format

public sealed class TrainingLoggerTests
{
    private static readonly Dataset Samples = new([0, 1, 1, 0, 2, 0, 0, 2], 2, [0, 1, 1, 0], 2);

    [Fact]
    public void EpochsAreEntriesWithTheirNumbers()
    {
        var logger = new Recorder(LogLevel.Information);
        TrainingReport report = Fit(new TrainingLogger(logger) { StepsBetween = 1 });
        Assert.Equal(["TrainingBegins", "EpochEnded", "EpochEnded", "TrainingEnded"], logger.Entries.Select(static entry => entry.Id.Name));
        Assert.All(logger.Entries, static entry => Assert.Equal(LogLevel.Information, entry.Level));
        Entry begin = logger.Entries[0];
        Assert.Equal("LoggedNet: training of 6 parameters begins, 2 epochs, 0 of them done", begin.Text);
        Assert.Equal(6L, begin.Properties["parameters"]);
        Assert.Equal(2, begin.Properties["batch_size"]);

        for (int epoch = 0; epoch < 2; epoch++)
        {
            Entry entry = logger.Entries[epoch + 1];
            Assert.Equal($"LoggedNet: {report.Epochs[epoch]}", entry.Text);
            Assert.Equal(epoch, entry.Properties["epoch"]);
            Assert.Equal(2, entry.Properties["epochs"]);
            Assert.Equal(2L * (epoch + 1), entry.Properties["step"]);
            foreach (string name in new[] { "loss", "learning_rate", "val_loss", "val_accuracy", "val_f1_score" }) Assert.Equal(report.History[name][epoch], entry.Properties[name]);
            Assert.True((double)entry.Properties["samples_per_second"]! > 0);
        }

        Entry end = logger.Entries[3];
        Assert.Equal($"LoggedNet: {report}", end.Text);
        Assert.Equal("Completed", end.Properties["reason"]);
        Assert.Equal(2, end.Properties["epochs_done"]);
        Assert.Equal(report.History["val_loss"][1], end.Properties["val_loss"]);
    }

    [Fact]
    public void StepsAreToldToWhoListensClosely()
    {
        var logger = new Recorder(LogLevel.Debug);
        Fit(new TrainingLogger(logger) { StepsBetween = 2, Level = LogLevel.Warning });
        Assert.Equal(["TrainingBegins", "StepsDone", "EpochEnded", "StepsDone", "EpochEnded", "TrainingEnded"], logger.Entries.Select(static entry => entry.Id.Name));
        Assert.Equal(LogLevel.Debug, logger.Entries[1].Level);
        Assert.Equal(LogLevel.Warning, logger.Entries[2].Level);
        Assert.Equal(2, logger.Entries[1].Properties["step_in_epoch"]);
        Assert.StartsWith("LoggedNet: epoch 0, step 2 of 2: loss ", logger.Entries[1].Text, StringComparison.Ordinal);
        var quiet = new Recorder(LogLevel.Debug);
        Fit(new TrainingLogger(quiet));
        Assert.DoesNotContain(quiet.Entries, static entry => entry.Level == LogLevel.Debug);
    }

    [Fact]
    public void WhatIsNotListenedToIsNotMade()
    {
        var logger = new Recorder(LogLevel.Error);
        Fit(new TrainingLogger(logger) { StepsBetween = 1 });
        Assert.Empty(logger.Entries);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Assert.Throws<ArgumentNullException>("logger", () => new TrainingLogger(null!));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TrainingLogger(new Recorder(LogLevel.Debug)) { StepsBetween = -1 });
    }

    private static TrainingReport Fit(TrainingLogger logger)
    {
        using Trainer<LoggedNet> trainer = new LoggedNet(seed: 1).CreateTrainer(new Sgd(0.1));
        return trainer.Fit(Samples, new FitOptions { Epochs = 2, BatchSize = 2, Validation = Samples, Metrics = [new FScore()], Callbacks = [logger] });
    }

    private sealed record Entry(LogLevel Level, EventId Id, string Text, IReadOnlyDictionary<string, object?> Properties);

    private sealed class Recorder(LogLevel least) : ILogger
    {
        public List<Entry> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Entries.Add(new(logLevel, eventId, formatter(state, exception), ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(StringComparer.Ordinal)));
    }
}
