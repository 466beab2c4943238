using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

/// <summary>Fit that is interrupted, and goes on from a checkpoint.</summary>
public sealed class FitCheckpointTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Interrupted after every single step and resumed with a new network, trainer and number of threads.</summary>
    [Fact]
    public void ResumingAtAnyStepGivesTheBitsOfAnUninterruptedRun()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, TrainingReport expectedReport) = FitWhole(train);
        for (int interruption = 0; interruption < Steps; interruption++)
        {
            string directory = _directory.Combine($"run{interruption}");
            Interrupt(train, directory, interruption);
            var network = new SmallClassifier(99);
            using Trainer<SmallClassifier> trainer = CreateTrainer(network, threads: 1 + (interruption % 4));
            TrainingReport report = trainer.Fit(train, Options(directory));
            TrainerTests.AssertSameBits(expected, network);
            Assert.Equal(expectedReport.Epochs, report.Epochs);
            Assert.Equal(Steps, trainer.StepCount);
        }
    }

    /// <summary>A process that dies leaves only its periodic checkpoints: what came after the last is trained again.</summary>
    [Fact]
    public void ResumingFromAnOlderCheckpointGivesTheSameBitsToo()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, TrainingReport expectedReport) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string[] files = Directory.GetFiles(directory, "checkpoint-*").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["checkpoint-000000000012.safetensors", "checkpoint-000000000014.safetensors"], files.Select(Path.GetFileName));
        File.Delete(files[1]);

        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        TrainingReport report = trainer.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(expected, network);
        Assert.Equal(expectedReport.Epochs, report.Epochs);
    }

    [Fact]
    public void ADamagedCheckpointGivesWayToTheOneBefore()
    {
        Dataset train = Labelled(Samples, 1);
        (SmallClassifier expected, _) = FitWhole(train);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        string newest = Directory.GetFiles(directory).Max(StringComparer.Ordinal)!;
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 1;
        File.WriteAllBytes(newest, bytes);

        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        trainer.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(expected, network);
        Assert.Equal(2, Directory.GetFiles(directory, "checkpoint-*").Length);
    }

    [Fact]
    public void WhereAllCheckpointsAreDamagedNothingStartsOver()
    {
        Dataset train = Labelled(Samples, 1);
        string directory = _directory.Combine("run");
        Interrupt(train, directory, 14);
        foreach (string path in Directory.GetFiles(directory)) File.WriteAllBytes(path, [1, 2, 3]);
        var network = new SmallClassifier(99);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        Assert.Throws<NetworkFileException>(() => trainer.Fit(train, Options(directory)));
        TrainerTests.AssertSameBits(new SmallClassifier(99), network);
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void ACompletedRunIsNotTrainedAgain()
    {
        Dataset train = Labelled(Samples, 1);
        string directory = _directory.Combine("run");
        var first = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(first);
        TrainingReport report = trainer.Fit(train, Options(directory));

        var again = new SmallClassifier(99);
        using Trainer<SmallClassifier> other = CreateTrainer(again);
        TrainingReport second = other.Fit(train, Options(directory));
        TrainerTests.AssertSameBits(first, again);
        Assert.Equal(report.Epochs, second.Epochs);
        Assert.Equal(report.Validation!.Loss, second.Validation!.Loss);
        Assert.Equal(0, second.SamplesPerSecond);
    }

    /// <summary>Two calls of Fit, the second interrupted after each of its steps; and a loop around Fit that keeps its own checkpoint.</summary>
    [Fact]
    public void ASecondRunOfATrainerIsResumedToTheBit()
    {
        Dataset train = Labelled(Samples, 1);
        var expected = new SmallClassifier(1);
        using (Trainer<SmallClassifier> whole = CreateTrainer(expected))
        {
            whole.Fit(train, new() { Epochs = 2, BatchSize = BatchSize });
            whole.Fit(train, Options(directory: null));
        }

        string path = _directory.Combine("between.safetensors");
        for (int interruption = 0; interruption < Steps; interruption += 3)
        {
            string directory = _directory.Combine($"second{interruption}");
            using (Trainer<SmallClassifier> first = CreateTrainer(new SmallClassifier(1)))
            {
                first.Fit(train, new() { Epochs = 2, BatchSize = BatchSize });
                first.SaveCheckpoint(path);
                Cancel(first, train, directory, afterStep: first.StepCount + interruption);
            }

            var resumed = new SmallClassifier(99);
            using Trainer<SmallClassifier> second = CreateTrainer(resumed);
            second.LoadCheckpoint(path);
            Assert.Equal(2, second.Memory.Epochs);
            second.Fit(train, Options(directory));
            TrainerTests.AssertSameBits(expected, resumed);
            Assert.Equal(2 + Epochs, second.Memory.Epochs);

            var looped = new SmallClassifier(99);
            using Trainer<SmallClassifier> third = CreateTrainer(looped);
            third.LoadCheckpoint(path);
            third.Fit(train, Options(directory: null));
            TrainerTests.AssertSameBits(expected, looped);
        }
    }

    [Fact]
    public void CheckpointsServeLoopsOfOnesOwnAndAreNetworkFiles()
    {
        var network = new SmallClassifier(1);
        using Trainer<SmallClassifier> trainer = CreateTrainer(network);
        Train(trainer, 0, 5);
        string path = _directory.Combine("own.safetensors");
        trainer.SaveCheckpoint(path);
        TrainerTests.AssertSameBits(network, SmallClassifier.Load(path));
        Train(trainer, 5, 10);

        var resumed = new SmallClassifier(2);
        using Trainer<SmallClassifier> other = CreateTrainer(resumed);
        Train(other, 20, 23);
        other.LoadCheckpoint(path);
        Assert.Equal(5, other.StepCount);
        Train(other, 5, 10);
        TrainerTests.AssertSameBits(network, resumed);

        static void Train(Trainer<SmallClassifier> trainer, uint from, uint to)
        {
            for (uint step = from; step < to; step++)
            {
                float[] inputs = Batches.Inputs(9, step);
                trainer.Step(inputs, Batches.Labels(inputs));
            }
        }
    }
}
