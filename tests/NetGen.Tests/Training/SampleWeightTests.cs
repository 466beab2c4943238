using NetGen.Tests.Networks;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Samples that count differently: the batch in which each is repeated as often as it counts says what is right.</summary>
public sealed class SampleWeightTests
{
    private const int Batch = 6;
    private static readonly int[] Counts = [2, 1, 3, 0, 1, 5];
    private static readonly float[] Weights = [.. Counts.Select(count => (float)count)];
    private static readonly float[] Repeated = [.. Enumerable.Repeat(1f, Counts.Sum())];

    private readonly float[] _inputs = Batches.Inputs(Batch, 4);
    private readonly int[] _labels = Batches.Labels(Batches.Inputs(Batch, 4));
    private readonly float[] _board = Draw(Batch * 5 * 4 * 3, 1);
    private readonly float[] _clocks = Draw(Batch * 2, 2);
    private readonly int[] _moves = [3, 0, 5, 1, 1, 4];
    private readonly float[] _results = Draw(Batch, 3);
    private readonly float[] _mails = Draw(Batch * 4, 6);
    private readonly float[] _spam = [1, 0, 0, 1, 1, 0];

    [Fact]
    public void A_weight_is_how_often_a_sample_counts()
    {
        using Trainer<SpamNet> trainer = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        float expected = trainer.ComputeGradients(Repeat(_mails, 4), Repeat(_spam, 1));
        float[] gradients = trainer.Gradients.ToArray();
        float loss = trainer.ComputeGradients(_mails, _spam, Weights);
        Assert.Equal(expected, loss, 1e-6);
        AssertClose(gradients, trainer.Gradients);

        // It is no other than the plain one: the two differ by far more than roundings.
        Assert.True(Math.Abs(trainer.ComputeGradients(_mails, _spam) - loss) > 0.01);
    }

    [Fact]
    public void The_same_holds_of_labels()
    {
        using var trainer = new Trainer<SmallClassifier>(new SmallClassifier(1), new Sgd(0.1));
        float loss = trainer.ComputeGradients(_inputs, _labels, Weights);
        double sum = 0;
        for (int sample = 0; sample < Batch; sample++) sum += Counts[sample] * LossOfOne(sample);
        Assert.Equal(sum / Counts.Sum(), loss, 1e-6);

        double LossOfOne(int sample) => trainer.ComputeGradients(_inputs, _labels, [.. Enumerable.Range(0, Batch).Select(other => other == sample ? 1f : 0f)]);
    }

    [Fact]
    public void Every_loss_of_several_is_weighted()
    {
        using Trainer<MoveNet> trainer = new MoveNet(seed: 1).CreateTrainer(new Sgd(0.1));
        float expected = trainer.ComputeGradients(Repeat(_board, 60), Repeat(_clocks, 2), policy: RepeatLabels(_moves), value: Repeat(_results, 1));
        float[] gradients = trainer.Gradients.ToArray();
        Assert.Equal(expected, trainer.ComputeGradients(_board, _clocks, policy: _moves, value: _results, sampleWeights: Weights), 1e-6);
        AssertClose(gradients, trainer.Gradients);

        // Weights belong to one step.
        Assert.Equal(
            trainer.ComputeGradients(_board, _clocks, _moves, _results, [1, 1, 1, 1, 1, 1]), trainer.ComputeGradients(_board, _clocks, policy: _moves, value: _results));
    }

    [Fact]
    public void Equal_weights_are_none_to_the_last_bit()
    {
        using Trainer<SpamNet> trainer = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        float expected = trainer.ComputeGradients(_mails, _spam);
        float[] gradients = trainer.Gradients.ToArray();
        foreach (float weight in (float[])[1, 0.3f, 1e-20f, 1e20f])
        {
            Assert.Equal(expected, trainer.ComputeGradients(_mails, _spam, [.. Enumerable.Repeat(weight, Batch)]));
            Assert.Equal(gradients, trainer.Gradients.ToArray());
        }
    }

    [Fact]
    public void A_step_without_weights_forgets_those_of_the_step_before()
    {
        using Trainer<SpamNet> fresh = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        using Trainer<SpamNet> trainer = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        trainer.ComputeGradients(_mails, _spam, Weights);
        Assert.Equal(fresh.Step(_mails, _spam), trainer.Step(_mails, _spam));
        trainer.ComputeGradients(_mails, _spam, Weights);

        // A larger batch than any before moves all memory.
        Assert.Equal(fresh.Step(Repeat(_mails, 4), Repeat(_spam, 1)), trainer.Step(Repeat(_mails, 4), Repeat(_spam, 1)));
        trainer.ComputeGradients(_mails, _spam, Weights);
        Assert.Equal(fresh.Step(Repeat(_mails, 4), Repeat(_spam, 1)), trainer.Step(Repeat(_mails, 4), Repeat(_spam, 1), Repeated));
        Assert.Equal(Trained(fresh), Trained(trainer));
    }

    [Fact]
    public void A_step_updates()
    {
        using Trainer<SpamNet> expected = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        using Trainer<SpamNet> trainer = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        expected.ComputeGradients(_mails, _spam, Weights);
        expected.ApplyGradients();
        trainer.Step(_mails, _spam, Weights);
        Assert.Equal(Trained(expected), Trained(trainer));
    }

    [Theory]
    [InlineData("The inputs are 6 samples, but there are 5 weights.", 1f, 1f, 1f, 1f, 1f)]
    [InlineData("The inputs are 6 samples, but there are 0 weights.")]
    [InlineData("The weight of sample 2 is -1; expected a finite number of at least 0.", 1f, 1f, -1f, 1f, 1f, 1f)]
    [InlineData("The weight of sample 0 is NaN; expected a finite number of at least 0.", float.NaN, 1f, 1f, 1f, 1f, 1f)]
    [InlineData("The weight of sample 5 is Infinity; expected a finite number of at least 0.", 1f, 1f, 1f, 1f, 1f, float.PositiveInfinity)]
    [InlineData("All weights are 0: the mean loss of the batch would have no meaning.", 0f, 0f, 0f, 0f, 0f, 0f)]
    public void What_no_mean_can_be_taken_with_is_refused(string message, params float[] weights)
    {
        using Trainer<SpamNet> spam = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        using var classifier = new Trainer<SmallClassifier>(new SmallClassifier(1), new Sgd(0.1));
        using Trainer<MoveNet> moves = new MoveNet(seed: 1).CreateTrainer(new Sgd(0.1));
        foreach (Action step in (Action[])
        [
            () => spam.Step(_mails, _spam, weights),
            () => spam.ComputeGradients(_mails, _spam, weights),
            () => classifier.Step(_inputs, _labels, weights),
            () => classifier.ComputeGradients(_inputs, _labels, weights),
            () => moves.Step(_board, _clocks, _moves, _results, weights),
            () => moves.ComputeGradients(_board, _clocks, _moves, _results, weights),
        ])
        {
            ArgumentException exception = Assert.Throws<ArgumentException>("sampleWeights", step);
            Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, spam.StepCount);
        using Trainer<SpamNet> untouched = new SpamNet(seed: 1).CreateTrainer(new Sgd(0.1));
        Assert.Equal(Trained(untouched), Trained(spam));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using Trainer<SpamNet> trainer = new SpamNet(seed: 1).CreateTrainer(new Sgd(1e-6), new TrainerOptions { Threads = 1 });
        for (int step = 0; step < 3; step++) trainer.Step(_mails, _spam, Weights);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++) trainer.Step(_mails, _spam, Weights);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Trained<TNetwork>(Trainer<TNetwork> trainer)
        where TNetwork : class, ITrainableNetwork<TNetwork> => trainer.Network.Parameters.Trained.ToArray();

    private static float[] Draw(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static float[] Repeat(float[] rows, int size)
        => [.. Counts.SelectMany((count, sample) => Enumerable.Repeat(rows.AsSpan(sample * size, size).ToArray(), count)).SelectMany(row => row)];

    private static int[] RepeatLabels(int[] labels) => [.. Counts.SelectMany((count, sample) => Enumerable.Repeat(labels[sample], count))];

    private static void AssertClose(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Contains(expected, value => Math.Abs(value) > 1e-2);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-6f);
    }
}
