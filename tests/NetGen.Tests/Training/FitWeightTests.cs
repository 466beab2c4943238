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

    /// <summary>Where all labels of a batch are ignored, too.</summary>
    [Fact]
    public void ABatchOfIgnoredLabelsIsNoStep()
    {
        var data = new Dataset([1, 2, 3, 4, 5, 6], 1, [0, 0, 0, 1, 0, 0], 2);
        using var trainer = new Trainer<Networks.OneNet>(new Networks.OneNet(), new Sgd(0.1));
        TrainingReport report = trainer.Fit(data, new FitOptions { BatchSize = 2, Shuffle = false });
        Assert.Equal(1, trainer.StepCount);
        using var alone = new Trainer<Networks.OneNet>(new Networks.OneNet(), new Sgd(0.1));
        Assert.Equal(alone.Step([4], [1]), report.Epochs[0].Loss, 1e-6);
    }

    /// <summary>A weight that is none is an error, and not one that counts nothing.</summary>
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1)]
    public void AWrongWeightOfASourceIsRefused(float weight)
    {
        using Trainer<SmallClassifier> trainer = CreateTrainer(new SmallClassifier(1));
        Assert.Contains("weight", Assert.Throws<ArgumentException>(() => trainer.Fit(new WeightedSource(weight), new FitOptions { BatchSize = 2 })).Message, StringComparison.Ordinal);
    }

    private sealed class WeightedSource(float weight) : SampleSource(SampleFormat.OfLabels(SmallNetwork.Inputs, SmallNetwork.Outputs), 2)
    {
        public override bool HasWeights => true;

        public override void Read(int index, SampleDraw draw, SampleRow row)
        {
            row.Input.Clear();
            row.Label = 0;
            row.Weight = index == 0 ? weight : -weight;
        }
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
