using NetGen.Data;

using Xunit;

using static NetGen.Tests.Training.FitRuns;

namespace NetGen.Tests.Training;

/// <summary>Samples that count differently, in Fit.</summary>
public sealed class FitWeightTests
{
    private static readonly float[] s_classWeights = [0.5f, 0, 3];

    [Fact]
    public void WeightsOfSamplesAndClassesAreMultiplied()
    {
        float[] weights = [.. Enumerable.Range(0, FitRuns.Samples).Select(static sample => 0.25f * (sample % 5))];
        Dataset train = Labelled(FitRuns.Samples, 1).WithWeights(weights);
        (SmallClassifier fitted, SmallClassifier stepped) = (new(1), new(1));
        using Trainer<SmallClassifier> trainer = CreateTrainer(fitted);
        TrainingReport report = trainer.Fit(train, new FitOptions { Epochs = 2, BatchSize = BatchSize, Shuffle = false, ClassWeights = s_classWeights });

        using Trainer<SmallClassifier> reference = CreateTrainer(stepped);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            (double loss, double all) = (0, 0);
            for (int first = 0; first < FitRuns.Samples; first += BatchSize)
            {
                Dataset batch = train.Slice(first, Math.Min(BatchSize, FitRuns.Samples - first));
                float[] together = [.. batch.Weights.ToArray().Zip(batch.Labels.ToArray(), static (weight, label) => weight * s_classWeights[label])];
                loss += (double)reference.Step(batch.Inputs, batch.Labels, together) * together.Sum();
                all += together.Sum();
            }

            Assert.Equal(loss / all, report.Epochs[epoch].Loss, 1e-9);
        }

        TrainerTests.AssertSameBits(stepped, fitted);
    }

    /// <summary>A batch in which nothing counts is left out: there is nothing that it could teach.</summary>
    [Fact]
    public void ABatchThatCountsNothingIsNoStep()
    {
        float[] weights = [.. Enumerable.Range(0, FitRuns.Samples).Select(static sample => sample < BatchSize ? 0f : 1f)];
        (SmallClassifier fitted, SmallClassifier shorter) = (new(1), new(1));
        using Trainer<SmallClassifier> trainer = CreateTrainer(fitted);
        Dataset train = Labelled(FitRuns.Samples, 1);
        trainer.Fit(train.WithWeights(weights), new FitOptions { BatchSize = BatchSize, Shuffle = false });
        Assert.Equal(3, trainer.StepCount);

        using Trainer<SmallClassifier> reference = CreateTrainer(shorter);
        reference.Fit(train.Slice(BatchSize, FitRuns.Samples - BatchSize), new FitOptions { BatchSize = BatchSize, Shuffle = false });
        TrainerTests.AssertSameBits(shorter, fitted);
    }
}
