using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>What tests of Fit train on, and how.</summary>
internal static class FitRuns
{
    // 23 samples in batches of 6: four steps per epoch, the last with 5 samples; five epochs make 20 steps.
    public const int Samples = 23;
    public const int BatchSize = 6;
    public const int Epochs = 5;
    public const int Steps = 20;

    public static Dataset Labelled(int count, uint salt)
    {
        float[] inputs = Batches.Inputs(count, salt);
        return new(inputs, SmallNetwork.Inputs, Batches.Labels(inputs), SmallNetwork.Outputs);
    }

    public static Trainer<SmallClassifier> CreateTrainer(SmallClassifier network, int threads = 2) =>
        new(network, new Adam(0.02f), new() { Threads = threads, Seed = 3 });

    /// <summary>All epochs, with a checkpoint every third step.</summary>
    public static FitOptions Options(string? directory, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) => new()
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

    /// <summary>The run that nothing interrupts.</summary>
    public static (SmallClassifier Network, TrainingReport Report) FitWhole(Dataset train)
    {
        var network = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        return (network, trainer.Fit(train, Options(directory: null)));
    }

    /// <summary>A new run, cancelled.</summary>
    public static void Interrupt(Dataset train, string directory, int afterStep)
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1));
        Cancel(trainer, train, directory, afterStep);
    }

    /// <summary>A call of Fit, cancelled at a step of the trainer.</summary>
    public static void Cancel(Trainer<SmallClassifier> trainer, Dataset train, string directory, long afterStep)
    {
        using var cancellation = new CancellationTokenSource();
        if (afterStep == trainer.StepCount) cancellation.Cancel();
        var progress = new Recorder(report =>
        {
            if (report.Step == afterStep) cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(train, Options(directory, progress, cancellation.Token)));
        Assert.Equal(afterStep, trainer.StepCount);
    }

    /// <summary>Progress on the calling thread.</summary>
    public sealed class Recorder(Action<TrainingProgress>? react = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            react?.Invoke(value);
        }
    }
}
