using Xunit;

using static NetGen.Tests.Training.Groups.GroupParameters;

namespace NetGen.Tests.Training.Groups;

/// <summary>Single steps of trainers that train together.</summary>
public sealed class GroupStepTests
{
    /// <summary>Shares of different sizes, one of them of samples with weights: what counts are samples.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void LossAndGradientsAreThoseOfAllSamples(int ranks)
    {
        float[] inputs = Batches.Inputs(17, 4);
        int[] labels = Batches.Labels(inputs);
        using var alone = new Trainer<PlainGroupNet>(new PlainGroupNet(7), new Sgd(0.5));
        float loss = alone.ComputeGradients(inputs, labels);
        float[] gradients = alone.Gradients.ToArray();

        (float Loss, float[] Gradients)[] results = ThreadGroup.Run(ranks, group =>
        {
            using var trainer = new Trainer<PlainGroupNet>(new PlainGroupNet(7), new Sgd(0.5), new() { ProcessGroup = group });
            (int first, int end) = Share(17, group);
            return (trainer.ComputeGradients(inputs.AsSpan(first * 4, (end - first) * 4), labels.AsSpan(first, end - first)), trainer.Gradients.ToArray());
        });
        foreach ((float groupLoss, float[] groupGradients) in results)
        {
            Assert.Equal(loss, groupLoss, 1e-6);
            Assert.Equal(results[0].Gradients, groupGradients);
            for (int i = 0; i < gradients.Length; i++) Assert.Equal(gradients[i], groupGradients[i], 1e-6);
        }
    }

    [Fact]
    public void SamplesCountByTheirWeightsInAllRanks()
    {
        float[] inputs = Batches.Inputs(6, 4);
        int[] labels = Batches.Labels(inputs);
        float[] weights = [1, 0.5f, 3, 0.25f, 0, 0.125f];
        using var alone = new Trainer<PlainGroupNet>(new PlainGroupNet(7), new Sgd(0.5));
        float loss = alone.ComputeGradients(inputs, labels, weights);
        float[] results = ThreadGroup.Run(2, group =>
        {
            using var trainer = new Trainer<PlainGroupNet>(new PlainGroupNet(7), new Sgd(0.5), new() { ProcessGroup = group });
            int first = group.Rank * 3;
            float together = trainer.ComputeGradients(inputs.AsSpan(first * 4, 12), labels.AsSpan(first, 3), weights.AsSpan(first, 3));
            for (int i = 0; i < trainer.Gradients.Length; i++) Assert.Equal(alone.Gradients[i], trainer.Gradients[i], 1e-6);
            return together;
        });
        Assert.All(results, together => Assert.Equal(loss, together, 1e-6));
    }

    /// <summary>Whatever seeds the networks were made from.</summary>
    [Fact]
    public void AllBeginWithTheParametersOfTheFirst()
    {
        float[][] parameters = ThreadGroup.Run(3, group =>
        {
            var network = new PlainGroupNet((ulong)group.Rank);
            using var trainer = new Trainer<PlainGroupNet>(network, new Sgd(0.5), new() { ProcessGroup = group });
            return Block(network);
        });
        Assert.All(parameters, values => Assert.Equal(Block(new PlainGroupNet(0)), values));
    }

    /// <summary>Running means are means over all samples where shares are equal; what no step changes, such as means of the input, keeps its bits.</summary>
    [Fact]
    public void StateIsTheMeanOfWhatTheRanksHave()
    {
        float[] inputs = Batches.Inputs(12, 4);
        int[] labels = Batches.Labels(inputs);
        float[] mean = [0.1f, 0.2f, -0.3f, 0.7f];
        (float[] Running, float[] Mean)[] results = ThreadGroup.Run(3, group =>
        {
            var network = new NormalizedGroupNet(7);
            network.SetParameter("standardize1.mean", mean);
            using var trainer = new Trainer<NormalizedGroupNet>(network, new Sgd(0.5), new() { ProcessGroup = group });
            for (int step = 0; step < 20; step++) trainer.Step(inputs.AsSpan(group.Rank * 16, 16), labels.AsSpan(group.Rank * 4, 4));
            return (Parameter(network, "bn1.running_var", 8), Parameter(network, "standardize1.mean", 4));
        });
        Assert.All(results, result => Assert.Equal(mean, result.Mean));
        Assert.All(results, result => Assert.Equal(results[0].Running, result.Running));
        Assert.NotEqual(Enumerable.Repeat(1f, 8), results[0].Running);

        var one = new NormalizedGroupNet(7);
        one.SetParameter("standardize1.mean", mean);
        using var alone = new Trainer<NormalizedGroupNet>(one, new Sgd(0));
        float[] first = ThreadGroup.Run(3, group =>
        {
            var network = new NormalizedGroupNet(7);
            network.SetParameter("standardize1.mean", mean);
            using var trainer = new Trainer<NormalizedGroupNet>(network, new Sgd(0), new() { ProcessGroup = group });
            trainer.Step(inputs.AsSpan(group.Rank * 16, 16), labels.AsSpan(group.Rank * 4, 4));
            return Parameter(network, "bn1.running_mean", 8);
        })[0];
        alone.Step(inputs, labels);
        float[] expected = Parameter(one, "bn1.running_mean", 8);
        for (int i = 0; i < 8; i++) Assert.Equal(expected[i], first[i], 1e-6);
    }

    /// <summary>Each rank drops other units; the first those that one process alone drops.</summary>
    [Fact]
    public void RanksDrawOtherNumbers()
    {
        float[] inputs = Batches.Inputs(4, 1);
        int[] labels = Batches.Labels(inputs);
        float[] losses = ThreadGroup.Run(3, group =>
        {
            using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(1), new Sgd(0.5),
                new() { ProcessGroup = new MirrorGroup(group.Rank, size: 3) });
            return trainer.ComputeGradients(inputs, labels);
        });
        using var alone = new Trainer<SmallClassifier>(new SmallClassifier(1), new Sgd(0.5));
        Assert.Equal(alone.ComputeGradients(inputs, labels), losses[0], 1e-6);
        Assert.Equal(3, losses.Distinct().Count());
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        using var trainer = new Trainer<NormalizedGroupNet>(new NormalizedGroupNet(7), new Adam(0.01),
            new() { ProcessGroup = new MirrorGroup(0, size: 2), Threads = 1 });
        float[] inputs = Batches.Inputs(12, 4);
        int[] labels = Batches.Labels(inputs);
        for (int step = 0; step < 3; step++) trainer.Step(inputs, labels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 10; step++) trainer.Step(inputs, labels);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void AStepThatDivergesInOneRankIsTakenByNone()
    {
        float[] inputs = Batches.Inputs(6, 4);
        int[] labels = Batches.Labels(inputs);
        inputs[(4 * 4) + 2] = float.NaN; // the fifth sample, the second of the last rank
        var networks = new PlainGroupNet[3];
        Exception?[] exceptions = ThreadGroup.Catch(3, group =>
        {
            networks[group.Rank] = new PlainGroupNet(7);
            using var trainer = new Trainer<PlainGroupNet>(networks[group.Rank], new Sgd(0.5), new() { ProcessGroup = group });
            trainer.Step(inputs.AsSpan(group.Rank * 8, 8), labels.AsSpan(group.Rank * 2, 2));
        });
        Assert.All(exceptions, exception => Assert.IsType<TrainingDivergedException>(exception));
        Assert.Contains("input 2 of sample 0 of the batch", exceptions[2]!.Message, StringComparison.Ordinal);
        Assert.Contains("it began with the samples of rank 2, which says more", exceptions[0]!.Message, StringComparison.Ordinal);
        Assert.All(networks, network => Assert.Equal(Block(new PlainGroupNet(7)), Block(network)));
    }

    [Fact]
    public void RanksThatDoNotTrainTheSameAreRefused()
    {
        Refused("another setting of the trainer than rank 0: 'netgen.clip_norm = 3' instead of 'netgen.clip_norm = 2'", group =>
            new Trainer<PlainGroupNet>(new PlainGroupNet(), new Sgd(0.5), new() { ProcessGroup = group, ClipNorm = group.Rank == 1 ? 3 : 2 }).Dispose());
        Refused("another network than rank 0: 'NormalizedGroupNet: 4 inputs, 3 outputs' instead of 'PlainGroupNet: 4 inputs, 3 outputs'", group =>
        {
            if (group.Rank == 1) new Trainer<NormalizedGroupNet>(new NormalizedGroupNet(), new Sgd(0.5), new() { ProcessGroup = group }).Dispose();
            else new Trainer<PlainGroupNet>(new PlainGroupNet(), new Sgd(0.5), new() { ProcessGroup = group }).Dispose();
        });
        Refused("learns at another rate than rank 0: 0.25 instead of 0.5", group =>
        {
            using var trainer = new Trainer<PlainGroupNet>(new PlainGroupNet(), new Sgd(group.Rank == 1 ? 0.25 : 0.5), new() { ProcessGroup = group });
            trainer.Step(Batches.Inputs(2, 1), [0, 1]);
        });
    }

    private static void Refused(string why, Action<IProcessGroup> rank)
    {
        Exception?[] exceptions = ThreadGroup.Catch(3, rank);
        Assert.All(exceptions,
            exception => Assert.Contains("Rank 1 " + (why.StartsWith("learns", StringComparison.Ordinal) ? why : "has " + why),
            Assert.IsType<InvalidOperationException>(exception).Message, StringComparison.Ordinal));
    }

    private static (int First, int End) Share(int samples, IProcessGroup group) => (samples * group.Rank / group.Size, samples * (group.Rank + 1) / group.Size);

    private static float[] Parameter(NormalizedGroupNet network, string name, int count)
    {
        float[] values = new float[count];
        network.CopyParameter(name, values);
        return values;
    }
}
