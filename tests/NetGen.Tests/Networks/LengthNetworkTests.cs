using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Samples of different lengths, as users train and measure networks of them.</summary>
public sealed class LengthNetworkTests
{
    private const int Steps = 7;
    private const int Classes = 3;

    /// <summary>Which step is a sample's last shows in its length alone; labels behind it may be anything.</summary>
    [Fact]
    public void Steps_of_sequences_of_different_lengths_are_told_apart()
    {
        var network = new OwnStepTagger(seed: 1);
        (float[] inputs, int[] lengths, int[] labels) = Draw(count: 400, seed: 1);
        (float[] unseen, int[] unseenLengths, int[] expected) = Draw(count: 60, seed: 2);
        using Trainer<OwnStepTagger> trainer = network.CreateTrainer(new Adam(0.01));
        trainer.Fit(OwnStepTagger.CreateDataset(inputs, lengths, labels), new FitOptions { Epochs = 12, BatchSize = 20 });
        Evaluation evaluation = network.Evaluate(OwnStepTagger.CreateDataset(unseen, unseenLengths, expected), [new Accuracy()]);
        float[] outputs = new float[expected.Length * Classes];
        network.Forward(unseen, unseenLengths, outputs);
        int[] own = [.. Own(unseenLengths, Steps)];
        int right = own.Count(step => Metric.Largest(outputs.AsSpan(step * Classes, Classes)) == expected[step]);
        Assert.Equal((double)right / own.Length, evaluation.Accuracy!.Value, 1e-12);
        Assert.Equal(evaluation.Accuracy.Value, evaluation.Metrics["accuracy"], 1e-12);
        Assert.InRange(evaluation.Accuracy.Value, 0.95, 1);
    }

    [Fact]
    public void A_loss_is_the_mean_over_the_steps_that_there_are()
    {
        var network = new OwnStepTagger(seed: 1);
        (float[] inputs, int[] lengths, int[] labels) = Draw(count: 5, seed: 3);
        labels[0] = -1;
        float[] outputs = new float[labels.Length * Classes];
        network.Forward(inputs, lengths, outputs);
        double[] losses = [.. Own(lengths, Steps).Where(step => labels[step] != -1).Select(step => CrossEntropy(outputs[(step * Classes)..][..Classes], labels[step]))];
        using Trainer<OwnStepTagger> trainer = network.CreateTrainer(new Sgd(0.1));
        Assert.Equal(losses.Average(), trainer.ComputeGradients(inputs, lengths, labels), 1e-5);
        Assert.Equal(losses.Average(), network.Evaluate(OwnStepTagger.CreateDataset(inputs, lengths, labels)).Loss, 1e-5);

        // A sample that counts twice is as good as one that is there twice.
        float weighted = trainer.ComputeGradients(inputs, lengths, labels, sampleWeights: [2, 1, 1, 1, 1]);
        float[] gradients = trainer.Gradients.ToArray();
        float twice = trainer.ComputeGradients([.. inputs[..(Steps * 2)], .. inputs], [lengths[0], .. lengths], [.. labels[..Steps], .. labels]);
        Assert.Equal(twice, weighted, 1e-5);
        for (int i = 0; i < gradients.Length; i++) Assert.Equal(trainer.Gradients[i], gradients[i], 1e-5);
    }

    [Fact]
    public void Values_of_steps_are_measured_where_there_are_steps()
    {
        var random = new SeededRandom(5);
        float[] inputs = [.. Enumerable.Range(0, 6 * 10).Select(_ => (float)random.NextDouble())];
        float[] targets = [.. Enumerable.Range(0, 6 * 10).Select(_ => (float)random.NextDouble())];
        int[] lengths = [5, 1, 3, 2, 5, 4];
        var network = new OwnStepRegressor(seed: 2);
        float[] outputs = new float[targets.Length];
        network.Forward(inputs, lengths, outputs);
        double[] squares = [.. Own(lengths, 5).SelectMany(step => new[] { 2 * step, (2 * step) + 1 }).Select(i => Math.Pow(outputs[i] - targets[i], 2))];
        Dataset data = OwnStepRegressor.CreateDataset(inputs, lengths, targets);
        Evaluation evaluation = network.Evaluate(data, [new MeanSquaredError(), new R2Score()]);
        Assert.Equal(squares.Average(), evaluation.Loss, 1e-6);
        Assert.Equal(squares.Average(), evaluation.Metrics["mean_squared_error"], 1e-6);
        Assert.True(double.IsFinite(evaluation.Metrics["r2_score"]));
        using Trainer<OwnStepRegressor> trainer = network.CreateTrainer(new Sgd(0.1));
        Assert.Equal(squares.Average(), trainer.ComputeGradients(inputs, lengths, targets), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(8)]
    public void A_wrong_length_is_told_with_its_sample_and_nothing_has_changed(int wrong)
    {
        string expected = $"The length of sample 1 in lengths is {wrong}; expected 1 to 7, the steps of steps.";
        var network = new OwnStepTagger(seed: 1);
        (float[] inputs, int[] lengths, int[] labels) = Draw(count: 3, seed: 1);
        lengths[1] = wrong;
        float[] outputs = new float[labels.Length * Classes];
        Array.Fill(outputs, 7f);
        float[] before = network.Parameters();
        using Trainer<OwnStepTagger> trainer = network.CreateTrainer(new Sgd(0.1));
        Tells(expected, () => network.Forward(inputs, lengths, outputs));
        Tells(expected, () => network.Predict(inputs, lengths, outputs));
        Tells(expected, () => trainer.Step(inputs, lengths, labels));
        Tells(expected, () => OwnStepTagger.CreateDataset(inputs, lengths, labels));

        // Rows that somebody has filled without the network's methods.
        float[] rows = [.. Enumerable.Range(0, 3).SelectMany(sample => inputs.Skip(sample * Steps * 2).Take(Steps * 2).Append(BitConverter.Int32BitsToSingle(lengths[sample])))];
        Tells(expected, () => ((INetwork<OwnStepTagger>)network).Forward(rows, outputs));
        Assert.All(outputs, output => Assert.Equal(7f, output));
        Assert.Equal(0, trainer.StepCount);
        Assert.Equal(before, network.Parameters());
    }

    /// <summary>Each of two sequences has lengths of its own, and what stands behind them is not read.</summary>
    [Fact]
    public void Two_sequences_have_lengths_of_their_own()
    {
        var network = new QuestionNet(seed: 4);
        Assert.Equal([("question", null), ("text", null), ("questionLengths", "question"), ("textLengths", "text")], QuestionNet.Info.Inputs.Select(input => (input.Name, input.LengthsOf)));
        int[] question = [1, 2, 3, 4];
        int[] text = [5, 6, 7, 8, 1, 2];
        float[] Answer(int[] asked, int[] read, int questionLength, int textLength)
        {
            float[] answer = new float[2];
            network.Forward(asked, read, [questionLength], [textLength], answer);
            return answer;
        }

        float[] expected = Answer(question, text, 2, 3);
        Assert.Equal(expected, Answer([1, 2, 8, 8], [5, 6, 7, 0, 0, 0], 2, 3));
        Assert.NotEqual(expected, Answer(question, text, 3, 3));
        Assert.NotEqual(expected, Answer(question, text, 2, 4));
    }

    [Fact]
    public void Sequences_are_padded_and_lengths_counted()
    {
        PaddedSequences padded = Sequences.Pad([[1, 2, 3, 4], [5, 6]], steps: 3, features: 2);
        Assert.Equal([1, 2, 3, 4, 0, 0, 5, 6, 0, 0, 0, 0], padded.Values);
        Assert.Equal([2, 1], padded.Lengths);
        PaddedTokens tokens = Sequences.PadTokens([[4, 5, 6], [7]], steps: 4, padding: 9);
        Assert.Equal([4, 5, 6, 9, 7, 9, 9, 9], tokens.Tokens);
        Assert.Equal([3, 1], tokens.Lengths);
        Assert.Equal(tokens.Lengths, Sequences.LengthsOf(tokens.Tokens, steps: 4, padding: 9));
        Assert.Equal([3], Sequences.LengthsOf([4, 0, 6, 0], steps: 4));
        Tells("The length of sample 1 is 4; expected 1 to 3.", () => Sequences.Pad([[1], [1, 2, 3, 4]], steps: 3, features: 1));
        Tells("The length of sample 0 is 0; expected 1 to 3.", () => Sequences.PadTokens([[]], steps: 3));
        Tells("The length of sample 1 is 0; expected 1 to 2.", () => Sequences.LengthsOf([1, 0, 0, 0], steps: 2));
        Tells("Sample 0 has 3 values, which is no whole number of steps of 2 values each.", () => Sequences.Pad([[1, 2, 3]], steps: 3, features: 2));
    }

    private static void Tells(string expected, Action call) => Assert.StartsWith(expected, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);

    /// <summary>The places of the steps that there are, of all samples'.</summary>
    private static IEnumerable<int> Own(int[] lengths, int steps) => lengths.SelectMany((length, sample) => Enumerable.Range(sample * steps, length));

    private static double CrossEntropy(float[] scores, int label) => Math.Log(scores.Sum(score => Math.Exp(score))) - scores[label];

    /// <summary>A sample's last step is 2, another one whether its first value is the larger. Labels behind the end are none.</summary>
    private static (float[] Inputs, int[] Lengths, int[] Labels) Draw(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        float[] inputs = [.. Enumerable.Range(0, count * Steps * 2).Select(_ => (float)random.NextDouble())];
        int[] lengths = [.. Enumerable.Range(0, count).Select(_ => 1 + (int)(random.NextDouble() * Steps))];
        int[] labels = new int[count * Steps];
        for (int step = 0; step < labels.Length; step++)
        {
            int length = lengths[step / Steps];
            labels[step] = step % Steps >= length ? 99 : step % Steps == length - 1 ? 2 : inputs[2 * step] > inputs[(2 * step) + 1] ? 1 : 0;
        }

        return (inputs, lengths, labels);
    }
}

file static class NetworkParameters
{
    /// <summary>All values of all parameters.</summary>
    public static float[] Parameters(this OwnStepTagger network) => [.. OwnStepTagger.Info.Parameters.SelectMany(parameter =>
    {
        float[] values = new float[parameter.Count];
        network.CopyParameter(parameter.Name, values);
        return values;
    })];
}
