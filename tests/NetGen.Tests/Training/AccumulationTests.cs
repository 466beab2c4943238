using NetGen.Data;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Updates by the mean over several steps, and averages of the weights.</summary>
public sealed class AccumulationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Averages => ["exponential", "equal", "later"];

    public void Dispose() => _directory.Dispose();

    /// <summary>Batches of different sizes: the mean is over samples, and not over steps.</summary>
    [Fact]
    public void AnUpdateIsByTheMeanOverAllSamples()
    {
        var network = new SmallClassifier(3);
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.5), new() { AccumulateSteps = 3, ClipNorm = 0.2 });
        double[] mean = new double[trainer.Gradients.Length];
        float[] before = network.Parameters.Trained.ToArray();
        int[] sizes = [4, 9, 2];
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(before, network.Parameters.Trained.ToArray());
            float[] inputs = Batches.Inputs(sizes[step], (uint)step);
            trainer.ComputeGradients(inputs, Batches.Labels(inputs));
            for (int i = 0; i < mean.Length; i++) mean[i] += trainer.Gradients[i] * (double)sizes[step] / 15;
            trainer.ApplyGradients();
            Assert.Equal(step + 1, trainer.StepCount);
        }

        double norm = Math.Sqrt(mean.Sum(value => value * value));
        Assert.True(norm > 0.2);
        for (int i = 0; i < mean.Length; i++)
        {
            Assert.Equal(mean[i], trainer.Gradients[i], 1e-6);
            Assert.Equal(before[i] - (0.5 * mean[i] * 0.2 / norm), network.Parameters.Trained[i], 1e-6);
        }

        Assert.Equal(1, trainer.Memory.State.Updates);
    }

    /// <summary>A step counts by the weights of its samples, as if they were all in one batch.</summary>
    [Fact]
    public void AWeightedStepCountsByItsWeights()
    {
        var network = new SmallClassifier(3);
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.5), new() { AccumulateSteps = 2 });
        double[] sum = new double[trainer.Gradients.Length];
        float[][] weights = [[1, 0.5f, 3], [0.25f, 0, 0.5f]];
        for (int step = 0; step < 2; step++)
        {
            float[] inputs = Batches.Inputs(3, (uint)step);
            trainer.ComputeGradients(inputs, Batches.Labels(inputs), weights[step]);
            for (int i = 0; i < sum.Length; i++) sum[i] += trainer.Gradients[i] * (double)weights[step].Sum();
            trainer.ApplyGradients();
        }

        for (int i = 0; i < sum.Length; i++) Assert.Equal(sum[i] / 5.25, trainer.Gradients[i], 1e-6);
    }

    [Fact]
    public void StateIsCommittedInEveryStep()
    {
        var network = new SmallClassifier(3);
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0), new() { AccumulateSteps = 4 });
        float[] before = network.Parameters.Memory.Span[96..104].ToArray();
        EveryOptimizerTests.Steps(trainer, 0, 1);
        Assert.NotEqual(before, network.Parameters.Memory.Span[96..104].ToArray());
    }

    [Fact]
    public void AStepThatIsLeftOutDoesNotCount()
    {
        SmallClassifier expected = Train(withBad: false);
        TrainerTests.AssertSameBits(expected, Train(withBad: true));

        static SmallClassifier Train(bool withBad)
        {
            var network = new SmallClassifier(3);
            using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.5), new() { AccumulateSteps = 2, NonFinite = NonFinitePolicy.SkipStep });
            for (int step = 0; step < 4; step++)
            {
                float[] inputs = Batches.Inputs(5, (uint)step);
                if (withBad && step == 1)
                {
                    trainer.ComputeGradients(inputs, Batches.Labels(inputs));
                    trainer.Gradients[3] = float.NaN;
                    trainer.ApplyGradients();
                    trainer.Memory.Pass.Step--; // dropout draws by the step
                }

                trainer.ComputeGradients(inputs, Batches.Labels(inputs));
                trainer.ApplyGradients();
            }

            return network;
        }
    }

    /// <summary>20 steps in runs of 3 for an update: an epoch of four steps ends in the middle of a sum, and so do checkpoints.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(14)]
    public void ResumingInTheMiddleOfASumGivesTheSameBits(int cut)
    {
        Dataset train = FitRuns.Labelled(FitRuns.Samples, 1);
        using Trainer<SmallClassifier> whole = Create(new SmallClassifier(1), 1);
        whole.Fit(train, FitRuns.Options(directory: null));
        Assert.Equal((20, 6), (whole.StepCount, whole.Memory.State.Updates));

        string directory = _directory.Combine("run");
        using (Trainer<SmallClassifier> interrupted = Create(new SmallClassifier(1), 2)) FitRuns.Cancel(interrupted, train, directory, cut);
        using Trainer<SmallClassifier> resumed = Create(new SmallClassifier(9), 3);
        resumed.Fit(train, FitRuns.Options(directory));
        TrainerTests.AssertSameBits(whole.Network, resumed.Network);
        TrainerTests.AssertSameBits(Average(whole), Average(resumed));
        Assert.Equal(whole.Memory.State.GradientSum!.Span.ToArray(), resumed.Memory.State.GradientSum!.Span.ToArray());

        // A network loads what is beside it.
        SmallClassifier.Load(Directory.GetFiles(directory).Max(StringComparer.Ordinal)!);

        static Trainer<SmallClassifier> Create(SmallClassifier network, int threads) => new(
            network, new NAdam(0.02), new() { Threads = threads, Seed = 3, AccumulateSteps = 3, Average = WeightAverage.Exponential(0.5) });
    }

    [Fact]
    public void OtherStepsAndAnotherAverageBeginAnew()
    {
        string path = _directory.Combine("checkpoint");
        using (Trainer<SmallClassifier> first = new(new SmallClassifier(3), new Adam(), new() { AccumulateSteps = 3, Average = WeightAverage.Equal() }))
        {
            EveryOptimizerTests.Steps(first, 0, 5);
            Assert.Equal((2, 1), (first.Memory.State.SummedSteps, first.Memory.State.Averages));
            first.SaveCheckpoint(path);
        }

        using Trainer<SmallClassifier> second = new(new SmallClassifier(3), new Adam(), new() { AccumulateSteps = 2, Average = WeightAverage.Exponential(0.9) });
        EveryOptimizerTests.Steps(second, 0, 3);
        second.LoadCheckpoint(path, RunSettings.AccumulateSteps | RunSettings.Average);
        Assert.Equal((0, 0.0, 0L), (second.Memory.State.SummedSteps, second.Memory.State.SummedWeight, second.Memory.State.Averages));
        Assert.All(second.Memory.State.GradientSum!.Span.ToArray(), value => Assert.Equal(0f, value));
        Assert.Throws<InvalidOperationException>(() => second.AverageInto(new SmallClassifier()));

        using Trainer<SmallClassifier> plain = new(new SmallClassifier(3), new Adam());
        plain.LoadCheckpoint(path, RunSettings.AccumulateSteps | RunSettings.Average);
        EveryOptimizerTests.Steps(plain, 5, 6);
    }

    /// <summary>Also for optimisers that take whole tensors, whose update is no pass over the block.</summary>
    [Theory]
    [MemberData(nameof(Averages))]
    public void AveragesAreThoseOfTheWeights(string kind)
    {
        foreach (Optimizer optimizer in new Optimizer[] { new AdamW(0.05), new Lamb(0.05), new Asgd(0.5) { AverageFrom = 0 } })
        {
            using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(3), new() { Average = Create(kind), AccumulateSteps = 2 }, optimizer);
            int size = SmallClassifier.Info.TrainedPackedSize;
            double[]? expected = null;
            int taken = 0;
            for (int update = 1; update <= 9; update++)
            {
                EveryOptimizerTests.Steps(trained.Trainer, 2 * update, (2 * update) + 2);
                if (kind == "later" && (update <= 3 || (update - 3) % 2 != 0)) continue;
                double[] weights = [.. trained.Network.Parameters.Trained.ToArray().Select(value => (double)value)];
                taken++;
                double share = kind == "exponential" ? 0.2 : 1.0 / taken;
                expected = expected is null ? weights : [.. expected.Zip(weights, (a, p) => a + (share * (p - a)))];
            }

            Assert.Equal(taken, trained.Trainer.Memory.State.Averages);
            trained.Remember();
            var average = new SmallClassifier(8);
            trained.Trainer.AverageInto(average);
            trained.AssertUnchanged();
            for (int i = 0; i < size; i++) Assert.Equal(expected![i], average.Parameters.Trained[i], 1e-6);
            Assert.Equal(trained.Network.Parameters.Memory.Span[size..].ToArray(), average.Parameters.Memory.Span[size..].ToArray());
            Assert.True(average.Parameters.IsDerivedStale);
        }

        static WeightAverage Create(string kind) => kind switch
        {
            "exponential" => WeightAverage.Exponential(0.8),
            "equal" => WeightAverage.Equal(),
            _ => WeightAverage.Equal(startUpdate: 3, every: 2),
        };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ThreadsChangeNoBit(int threads)
    {
        Assert.Equal(Run(2), Run(threads));

        static float[] Run(int threads)
        {
            using var block = new TensorBlock(new Lamb(0.01), new() { Threads = threads, AccumulateSteps = 2, ClipParameterNorm = 0.5, Average = WeightAverage.Exponential(0.7) });
            for (int step = 0; step < 6; step++) block.Step(step);
            return [.. block.Parameters.Memory.Span, .. block.Update.State.Average!.Span];
        }
    }

    [Fact]
    public void ArgumentsOfAveragesAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => WeightAverage.Exponential(1));
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => WeightAverage.Exponential(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("startUpdate", () => WeightAverage.Exponential(0.9, -1));
        Assert.Throws<ArgumentOutOfRangeException>("startUpdate", () => WeightAverage.Equal(-1));
        Assert.Throws<ArgumentOutOfRangeException>("every", () => WeightAverage.Equal(0, 0));
    }

    private static SmallClassifier Average(Trainer<SmallClassifier> trainer)
    {
        var average = new SmallClassifier();
        trainer.AverageInto(average);
        return average;
    }
}
