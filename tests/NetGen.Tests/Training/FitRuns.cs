using NetGen.Data;

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
