using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Whatever a trainer refuses leaves parameters, state and the optimiser's memory as they were, to the bit.</summary>
public class BadDataTests
{
    private const int Batch = 5;

    public static TheoryData<string, float[], int[], string, string> RefusedBatches => new()
    {
        { "label too large", Batches.Inputs(3, 0), [0, 3, 1], "labels", "Label 1 is 3; expected 0 to 2" },
        { "label negative", Batches.Inputs(3, 0), [0, 2, -1], "labels", "Label 2 is -1; expected 0 to 2" },
        { "label at the end of its range", Batches.Inputs(1, 0), [int.MinValue], "labels", "Label 0 is -2147483648; expected 0 to 2" },
        { "no samples", [], [], "inputs", "no samples" },
        { "labels without inputs", [], [1], "inputs", "no samples" },
        { "half a sample", new float[6], [0], "inputs", "6 values, which is no whole number of samples of 4 values each" },
        { "too few labels", new float[12], [0, 1], "labels", "3 samples, but there are 2 labels" },
        { "too many labels", new float[12], [0, 1, 2, 0], "labels", "3 samples, but there are 4 labels" },
    };

    [Theory]
    [MemberData(nameof(RefusedBatches))]
    public void BatchIsRefused(string name, float[] inputs, int[] labels, string argument, string message)
    {
        Assert.NotEmpty(name);
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1));
        Warm(trained.Trainer);
        trained.Remember();
        ArgumentException exception = Assert.Throws<ArgumentException>(argument, () => trained.Trainer.Step(inputs, labels));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(argument, () => trained.Trainer.ComputeGradients(inputs, labels));
        trained.AssertUnchanged();
    }

    [Theory]
    [InlineData(8, 6, null, null)]
    [InlineData(8, 5, "targets", "2 samples of 3 targets each, 6 values, but there are 5")]
    [InlineData(8, 9, "targets", "2 samples of 3 targets each, 6 values, but there are 9")]
    [InlineData(7, 6, "inputs", "7 values, which is no whole number")]
    [InlineData(4, 3, "inputs", "1 sample; this network normalises over the batch and needs 2 or more")]
    [InlineData(0, 0, "inputs", "no samples")]
    public void TargetsAreChecked(int inputs, int targets, string? argument, string? message)
    {
        using TrainedNetwork<SmallRegression> trained = new(new SmallRegression(1));
        if (argument is null)
        {
            trained.Trainer.Step(new float[inputs], new float[targets]);
            return;
        }

        ArgumentException exception = Assert.Throws<ArgumentException>(argument, () => trained.Trainer.Step(new float[inputs], new float[targets]));
        Assert.Contains(message!, exception.Message, StringComparison.Ordinal);
        trained.AssertUnchanged();
    }

    [Fact]
    public void LabelsForRegressionAndTargetsForClassesAreRefused()
    {
        using TrainedNetwork<SmallRegression> regression = new(new SmallRegression());
        using TrainedNetwork<SmallClassifier> classifier = new(new SmallClassifier());
        Assert.Throws<ArgumentException>("labels", () => regression.Trainer.Step(new float[8], new int[2]));
        Assert.Throws<ArgumentException>("targets", () => classifier.Trainer.Step(new float[8], new float[6]));
    }

    [Fact]
    public void CopyGradientIsChecked()
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier());
        Assert.Contains("hidden.weight, hidden.bias", Assert.Throws<ArgumentException>("name", () => trained.Trainer.CopyGradient("hidden", new float[32])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("name", () => trained.Trainer.CopyGradient("hidden.running_mean", new float[8]));
        ArgumentException exception = Assert.Throws<ArgumentException>("destination", () => trained.Trainer.CopyGradient("hidden.weight", new float[31]));
        Assert.Contains("[8, 4], 32 values; the span has 31", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArgumentsOfTrainersAreChecked()
    {
        Assert.Throws<ArgumentNullException>(() => new Trainer<SmallClassifier>(null!, new Adam()));
        Assert.Throws<ArgumentNullException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Threads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { ClipNorm = 0f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { ClipNorm = float.NaN });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ATrainerThatIsDisposedOfNamesItself(int threads)
    {
        var trainer = new Trainer<SmallClassifier>(new SmallClassifier(), new Adam(), new() { Threads = threads });
        trainer.ComputeGradients(new float[8], new int[2]);
        trainer.Dispose();
        Action[] calls =
        [
            trainer.ApplyGradients,
            () => trainer.Step(new float[8], new int[2]),
            () => trainer.ComputeGradients(new float[8], new int[2]),
            () => trainer.Fit(FitRuns.Labelled(8, 1), new()),
        ];
        foreach (Action call in calls) Assert.Equal("Trainer<SmallNetwork>", Assert.Throws<ObjectDisposedException>(call).ObjectName);
    }

    /// <summary>Two at once would write into one workspace, and one of them beside it where the other has exchanged it for a larger one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ACallWhileAnotherThreadIsInOneIsRefused(int threads)
    {
        var network = new SmallClassifier(1);
        using var trainer = new Trainer<SmallClassifier>(network, new Adam(), new() { Threads = threads });
        Action[] calls =
        [
            () => trainer.Step(new float[400], new int[100]),
            () => trainer.ComputeGradients(new float[400], new int[100]),
            trainer.ApplyGradients,
            () => trainer.SaveCheckpoint("never"),
            () => trainer.LoadCheckpoint("never"),
        ];
        var refused = new List<string>();
        network.InPhase = () =>
        {
            network.InPhase = null;
            foreach (Action call in calls)
            {
                var other = new Thread(() => refused.Add(Assert.Throws<InvalidOperationException>(call).Message));
                other.Start();
                other.Join();
            }
        };
        float[] inputs = Batches.Inputs(20, 4);
        int[] labels = Batches.Labels(inputs);
        using var undisturbed = new Trainer<SmallClassifier>(new SmallClassifier(1), new Adam());
        Assert.Equal(undisturbed.Step(inputs, labels), trainer.Step(inputs, labels));
        Assert.Equal(Enumerable.Repeat("Trainer<SmallNetwork> is at work on another thread; it is used by one at a time.", calls.Length), refused);
        Assert.Equal(undisturbed.Step(inputs, labels), trainer.Step(inputs, labels));
    }

    private static void Warm(Trainer<SmallClassifier> trainer)
    {
        float[] inputs = Batches.Inputs(Batch, 0);
        trainer.Step(inputs, Batches.Labels(inputs));
    }
}
