using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>A label for each step of a sequence.</summary>
public sealed class StepLabelTests
{
    private const int Steps = 6;
    private const int Classes = 3;

    [Fact]
    public void A_loss_is_the_mean_over_the_steps_that_count()
    {
        var network = new TaggerNet(seed: 1);
        (float[] inputs, int[] labels) = Draw(count: 4, seed: 1);
        labels[3] = -1;
        labels.AsSpan(2 * Steps, Steps).Fill(-1);
        float[] outputs = new float[labels.Length * Classes];
        network.Forward(inputs, outputs);
        double[] losses = [.. Enumerable.Range(0, labels.Length).Where(step => labels[step] >= 0).Select(step => CrossEntropy(outputs[(step * Classes)..][..Classes], labels[step]))];
        using Trainer<TaggerNet> trainer = network.CreateTrainer(new Sgd(0.1));
        Assert.Equal(losses.Average(), trainer.ComputeGradients(inputs, labels), 1e-5);

        // A sample that counts twice is as good as one that is there twice.
        float weighted = trainer.ComputeGradients(inputs, labels, sampleWeights: [2, 1, 1, 1]);
        float twice = trainer.ComputeGradients([.. inputs[..(Steps * 2)], .. inputs], [.. labels[..Steps], .. labels]);
        Assert.Equal(twice, weighted, 1e-5);
        Assert.Equal(losses.Average(), network.Evaluate(TaggerNet.CreateDataset(inputs, labels)).Loss, 1e-5);
    }

    [Fact]
    public void What_each_step_was_is_learned_and_counted_by_steps()
    {
        var network = new TaggerNet(seed: 1);
        (float[] inputs, int[] labels) = Draw(count: 400, seed: 1);
        (float[] unseen, int[] expected) = Draw(count: 50, seed: 2);
        expected[7] = -1;
        using Trainer<TaggerNet> trainer = network.CreateTrainer(new Adam(0.01));
        trainer.Fit(TaggerNet.CreateDataset(inputs, labels), new FitOptions { Epochs = 20, BatchSize = 20 });
        Evaluation evaluation = network.Evaluate(TaggerNet.CreateDataset(unseen, expected), [new Accuracy()]);
        float[] outputs = new float[expected.Length * Classes];
        network.Forward(unseen, outputs);
        int right = Enumerable.Range(0, expected.Length).Count(step => Metric.Largest(outputs.AsSpan(step * Classes, Classes)) == expected[step]);
        Assert.Equal((double)right / (expected.Length - 1), evaluation.Accuracy!.Value, 1e-12);
        Assert.Equal(evaluation.Accuracy.Value, evaluation.Metrics["accuracy"], 1e-12);
        Assert.InRange(evaluation.Accuracy.Value, 0.9, 1);
    }

    [Fact]
    public void A_wrong_label_is_told_with_its_place_and_nothing_has_changed()
    {
        using Trainer<TaggerNet> trainer = new TaggerNet(seed: 1).CreateTrainer(new Sgd(0.1));
        (float[] inputs, int[] labels) = Draw(count: 2, seed: 1);
        labels[Steps + 2] = Classes;
        string expected = "The label at place 2 of sample 1 in tags is 3; expected 0 to 2.";
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => trainer.Step(inputs, labels)).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => TaggerNet.CreateDataset(inputs, labels)).Message, StringComparison.Ordinal);
        Assert.StartsWith("tags has 2 labels; 2 samples of 6 steps each need 12.", Assert.Throws<ArgumentException>(() => trainer.Step(inputs, [0, 1])).Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount);
    }

    private static double CrossEntropy(float[] scores, int label) => Math.Log(scores.Sum(score => Math.Exp(score))) - scores[label];

    /// <summary>A step is 0 where its first value is the larger, else 1; or 2 where that was so in the step before too.</summary>
    private static (float[] Inputs, int[] Labels) Draw(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        float[] inputs = [.. Enumerable.Range(0, count * Steps * 2).Select(_ => (float)random.NextDouble())];
        int[] labels = new int[count * Steps];
        for (int step = 0; step < labels.Length; step++)
        {
            bool IsLarger(int at) => inputs[2 * at] > inputs[(2 * at) + 1];
            labels[step] = !IsLarger(step) ? 1 : step % Steps > 0 && IsLarger(step - 1) ? 2 : 0;
        }

        return (inputs, labels);
    }
}
