using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Training;

public class TrainerTests
{
    private const int Batch = 13;

    [Fact]
    public void GradientsAreThoseOfTheLoss()
    {
        var network = new SmallRegression(1);
        using var trainer = new Trainer<SmallRegression>(network, new Sgd(0.1f));
        float[] inputs = Batches.Inputs(Batch, 1);
        float[] targets = Batches.Targets(Batch, 1);
        trainer.ComputeGradients(inputs, targets);
        foreach (ParameterInfo parameter in SmallRegression.Info.Parameters.Where(p => p.IsTrained))
        {
            float[] gradient = new float[parameter.Count];
            trainer.CopyGradient(parameter.Name, gradient);
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            for (int i = 0; i < values.Length; i++)
            {
                double difference = (LossAt(i, 1e-2f) - LossAt(i, -1e-2f)) / 2e-2;
                Assert.Equal(difference, gradient[i], 2e-4);
            }

            trainer.ComputeGradients(inputs, targets);

            float LossAt(int index, float offset)
            {
                float[] moved = [.. values];
                moved[index] += offset;
                network.SetParameter(parameter.Name, moved);
                float loss = trainer.ComputeGradients(inputs, targets);
                network.SetParameter(parameter.Name, values);
                return loss;
            }
        }
    }

    [Fact]
    public void StepIsComputeAndApply()
    {
        (SmallClassifier a, SmallClassifier b) = (new(3), new(3));
        using var stepping = new Trainer<SmallClassifier>(a, new Adam(0.01f));
        using var inParts = new Trainer<SmallClassifier>(b, new Adam(0.01f));
        for (uint step = 0; step < 5; step++)
        {
            float[] inputs = Batches.Inputs(Batch, step);
            int[] labels = Batches.Labels(inputs);
            float loss = stepping.Step(inputs, labels);
            Assert.Equal(loss, inParts.ComputeGradients(inputs, labels));
            Assert.Equal(step, inParts.StepCount);
            inParts.ApplyGradients();
            Assert.Equal(step + 1, inParts.StepCount);
        }

        AssertSameBits(a, b);
    }

    [Fact]
    public void ApplyNeedsGradients()
    {
        using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(), new Adam());
        Assert.Throws<InvalidOperationException>(trainer.ApplyGradients);
        float[] inputs = Batches.Inputs(2, 0);
        trainer.Step(inputs, Batches.Labels(inputs));
        Assert.Throws<InvalidOperationException>(trainer.ApplyGradients);
    }

    [Fact]
    public void ChangedGradientsAreApplied()
    {
        var network = new SmallClassifier();
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.5f));
        float[] before = network.Parameters.Trained.ToArray();
        float[] inputs = Batches.Inputs(Batch, 0);
        trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        trainer.Gradients.Fill(0.25f);
        trainer.ApplyGradients();
        for (int i = 0; i < before.Length; i++) Assert.Equal(before[i] - 0.125f, network.Parameters.Trained[i], 1e-6f);
    }

    [Fact]
    public void LossFalls()
    {
        var network = new SmallClassifier(5);
        using var trainer = new Trainer<SmallClassifier>(network, new Adam(0.02f));
        float[] inputs = Batches.Inputs(64, 9);
        int[] labels = Batches.Labels(inputs);
        float first = trainer.Step(inputs, labels);
        float last = 0;
        for (int step = 0; step < 300; step++) last = trainer.Step(inputs, labels);
        Assert.True(last < first / 2, $"{first} to {last}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void EveryNumberOfThreadsGivesTheSameBits(int threads)
    {
        SmallClassifier expected = Train(1);
        AssertSameBits(expected, Train(threads));

        static SmallClassifier Train(int threads)
        {
            var network = new SmallClassifier(11);
            using var trainer = new Trainer<SmallClassifier>(network, new Adam(0.01f), new() { Threads = threads, Seed = 5, ClipNorm = 0.1f });
            for (uint step = 0; step < 30; step++)
            {
                float[] inputs = Batches.Inputs(1 + (int)(step * 7 % 23), step);
                trainer.Step(inputs, Batches.Labels(inputs));
            }

            return network;
        }
    }

    [Fact]
    public void SeedDecidesDropout()
    {
        float[] inputs = Batches.Inputs(Batch, 0);
        float[] losses = [.. new ulong[] { 1, 1, 2 }.Select(seed =>
        {
            using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(), new Adam(), new() { Seed = seed });
            return trainer.Step(inputs, Batches.Labels(inputs));
        })];
        Assert.Equal(losses[0], losses[1]);
        Assert.NotEqual(losses[0], losses[2]);
    }

    [Fact]
    public void ClippingScalesTheGradientToTheNorm()
    {
        float[] inputs = Batches.Inputs(Batch, 0);
        int[] labels = Batches.Labels(inputs);
        (SmallClassifier free, SmallClassifier clipped) = (new(1), new(1));
        using var reference = new Trainer<SmallClassifier>(free, new Sgd(0.1f));
        using var trainer = new Trainer<SmallClassifier>(clipped, new Sgd(0.1f), new() { ClipNorm = 0.01f });
        reference.ComputeGradients(inputs, labels);
        double norm = Math.Sqrt(reference.Gradients.ToArray().Sum(g => (double)g * g));
        Assert.True(norm > 0.02, $"{norm}");

        float[] before = clipped.Parameters.Trained.ToArray();
        trainer.Step(inputs, labels);
        for (int i = 0; i < before.Length; i++)
        {
            double expected = before[i] - (0.1 * reference.Gradients[i] * 0.01 / (norm + 1e-6));
            Assert.Equal(expected, clipped.Parameters.Trained[i], 1e-7);
        }
    }

    [Fact]
    public void ClippingLeavesShortGradientsAlone()
    {
        float[] inputs = Batches.Inputs(Batch, 0);
        int[] labels = Batches.Labels(inputs);
        (SmallClassifier free, SmallClassifier clipped) = (new(1), new(1));
        using var reference = new Trainer<SmallClassifier>(free, new Sgd(0.1f));
        using var trainer = new Trainer<SmallClassifier>(clipped, new Sgd(0.1f), new() { ClipNorm = 1000f });
        reference.Step(inputs, labels);
        trainer.Step(inputs, labels);
        AssertSameBits(free, clipped);
    }

    [Fact]
    public void CompactingCollectionsDoNotChangeABit()
    {
        const int FewestSteps = 100;
        const int FewestCollections = 20;
        int collections = 0;
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            // With a pause: collections back to back leave two cores no time to train in.
            while (!stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(1)))
            {
                _ = new byte[10_000];
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                Interlocked.Increment(ref collections);
            }
        });
        collector.Start();
        (SmallClassifier disturbed, uint steps) = Train(step => step < FewestSteps || Volatile.Read(ref collections) < FewestCollections);
        stop.Cancel();
        collector.Join();
        (SmallClassifier quiet, _) = Train(step => step < steps);
        AssertSameBits(quiet, disturbed);

        static (SmallClassifier Network, uint Steps) Train(Func<uint, bool> goesOn)
        {
            var network = new SmallClassifier(2);
            using var trainer = new Trainer<SmallClassifier>(network, new Adam(0.01f), new() { Threads = 3 });
            uint step = 0;
            for (; goesOn(step); step++)
            {
                // Fresh arrays, which a collection moves.
                float[] inputs = Batches.Inputs(16, step);
                trainer.Step(inputs, Batches.Labels(inputs));
            }

            return (network, step);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    public void ExceptionsOfWorkersReachTheCaller(int failing, int threads)
    {
        var network = new SmallClassifier { FailingWorker = failing };
        using var trainer = new Trainer<SmallClassifier>(network, new Adam(), new() { Threads = threads });
        float[] before = network.Parameters.Memory.Span.ToArray();
        float[] inputs = Batches.Inputs(Batch, 0);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => trainer.Step(inputs, Batches.Labels(inputs)));
        Assert.Equal($"worker {failing} of {threads}", exception.Message);
        Assert.Equal(before, network.Parameters.Memory.Span.ToArray());
        Assert.Throws<InvalidOperationException>(trainer.ApplyGradients);

        network.FailingWorker = null;
        trainer.Step(inputs, Batches.Labels(inputs));
        Assert.NotEqual(before, network.Parameters.Memory.Span.ToArray());
    }

    [Fact]
    public void StateIsCommittedWithTheStep()
    {
        var network = new SmallClassifier();
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.1f));
        float[] mean = new float[SmallNetwork.Hidden];
        float[] inputs = Batches.Inputs(Batch, 0);
        trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        network.CopyParameter("hidden.running_mean", mean);
        Assert.All(mean, value => Assert.Equal(0f, value));
        trainer.ApplyGradients();
        network.CopyParameter("hidden.running_mean", mean);
        Assert.All(mean, value => Assert.NotEqual(0f, value));
    }

    internal static void AssertSameBits(SmallNetwork expected, SmallNetwork actual)
    {
        uint[] expectedBits = [.. expected.Parameters.Memory.Span.ToArray().Select(BitConverter.SingleToUInt32Bits)];
        uint[] actualBits = [.. actual.Parameters.Memory.Span.ToArray().Select(BitConverter.SingleToUInt32Bits)];
        Assert.Equal(expectedBits, actualBits);
    }
}
