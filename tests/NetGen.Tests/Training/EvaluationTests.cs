using NetGen.Data;

using NetGen.Tests.Threading;

using Xunit;

namespace NetGen.Tests.Training;

[Collection(nameof(Alone))] // the team of threads serves one call at a time
public class EvaluationTests
{
    [Fact]
    public void CountsAndLossAreThoseOfAPlainLoop()
    {
        const int Count = 300; // more than two chunks
        float[] inputs = Batches.Inputs(Count, 4);
        int[] labels = Batches.Labels(inputs);
        var network = new SmallClassifier(6);
        float[] outputs = new float[Count * 3];
        network.Forward(inputs, outputs);
        int[,] expected = new int[3, 3];
        double loss = 0;
        for (int i = 0; i < Count; i++)
        {
            double[] logits = [outputs[i * 3], outputs[(i * 3) + 1], outputs[(i * 3) + 2]];
            expected[labels[i], Array.IndexOf(logits, logits.Max())]++;
            loss += Math.Log(logits.Sum(Math.Exp)) - logits[labels[i]];
        }

        var data = new Dataset(inputs, SmallNetwork.Inputs, labels, 3);
        Evaluation evaluation = network.Evaluate(data);
        Assert.Equal(Count, evaluation.Samples);
        Assert.Equal(loss / Count, evaluation.Loss, 1e-6);
        int right = 0;
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++) Assert.Equal(expected[actual, predicted], evaluation.Confusion![actual, predicted]);
            right += expected[actual, actual];
        }

        Assert.Equal(right / (double)Count, evaluation.Accuracy);
        Assert.Equal(3, evaluation.Confusion!.Classes);
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.Confusion[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.Confusion[-1, 0]);
        Assert.Equal(evaluation.Loss, network.Evaluate(data, threads: 1).Loss);
    }

    /// <summary>Evaluations are printed more often than anything else of the library.</summary>
    [Fact]
    public void AnEvaluationIsALineAndItsConfusionATable()
    {
        var confusion = Confusion(3, (0, 0), (1, 1), (1, 2), (2, 2));
        var labels = new Evaluation(4, 0.05123456, confusion);
        var values = new Evaluation(4, 2, null);
        Assert.Equal("4 samples, loss 0.05123, accuracy 75.00 %", labels.ToString());
        Assert.Equal("4 samples, loss 2", values.ToString());
        Assert.Equal(
            "4 samples, loss 1.051; policy: loss 0.05123, accuracy 75.00 %; value: loss 2",
            new Evaluation(4, 1.0512, null) { Heads = new Dictionary<string, Evaluation>(StringComparer.Ordinal) { ["policy"] = labels, ["value"] = values } }.ToString());
        Assert.Equal("1 sample, loss NaN", new Evaluation(1, double.NaN, null).ToString());
        Assert.Equal("actual  0  1  2\n0       1  0  0\n1       0  1  1\n2       0  0  1\n", confusion.ToString());
        Assert.Equal(
            "actual  predicted  samples\n7             900        2\n3               4        1\n",
            Confusion(1000, (3, 4), (7, 900), (7, 900), (5, 5)).ToString());
    }

    [Fact]
    public void ReportsAreLines()
    {
        var last = new EpochReport(1, 0.25, 0.5, 0.875);
        Assert.Equal("epoch 1: loss 0.25; validation: loss 0.5, accuracy 87.50 %", last.ToString());
        Assert.Equal("epoch 0: loss 0.75", new EpochReport(0, 0.75, null, null).ToString());
        Assert.Equal(
            "Completed after 2 epochs: loss 0.25; validation: loss 0.5, accuracy 87.50 %",
            new TrainingReport([new EpochReport(0, 0.75, null, null), last], StopReason.Completed, null, 1).ToString());
        Assert.Equal("Completed after 0 epochs", new TrainingReport([], StopReason.Completed, null, 0).ToString());
    }

    [Fact]
    public void TargetsGiveTheMeanSquaredError()
    {
        float[] inputs = Batches.Inputs(20, 4);
        float[] targets = Batches.Targets(20, 4);
        var network = new SmallRegression(6);
        float[] outputs = new float[60];
        network.Forward(inputs, outputs);
        double expected = outputs.Zip(targets).Average(pair => ((double)pair.First - pair.Second) * ((double)pair.First - pair.Second));
        Evaluation evaluation = network.Evaluate(new Dataset(inputs, 4, targets, 3));
        Assert.Equal(expected, evaluation.Loss, 1e-6);
        Assert.Null(evaluation.Confusion);
        Assert.Null(evaluation.Accuracy);
    }

    [Fact]
    public void NoSamplesHaveNoLoss()
    {
        Evaluation evaluation = new SmallClassifier().Evaluate(new Dataset([], 4, Array.Empty<int>(), 3));
        Assert.Equal((0, double.NaN, double.NaN), (evaluation.Samples, evaluation.Loss, evaluation.Accuracy));
    }

    /// <summary>The array is the caller's, who may write into it after its labels were checked.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(99)]
    [InlineData(100_000_000)]
    public void ALabelChangedAfterwardsIsRefused(int label)
    {
        int[] labels = new int[300];
        var data = new Dataset(Batches.Inputs(300, 4), SmallNetwork.Inputs, labels, 3);
        var network = new SmallClassifier();
        double loss = network.Evaluate(data).Loss;
        labels[170] = label;
        ArgumentException exception = Assert.Throws<ArgumentException>("dataset", () => network.Evaluate(data));
        Assert.Contains($"Label 170 is {label}; expected 0 to 2.", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"Label 20 is {label}", Assert.Throws<ArgumentException>("dataset", () => network.Evaluate(data.Slice(150, 100))).Message, StringComparison.Ordinal);

        // Training looks at every batch.
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.1f));
        Assert.Throws<ArgumentException>("labels", () => trainer.Fit(data, new FitOptions { Epochs = 1, Shuffle = false }));
        labels[170] = 0;
        Assert.True(loss > network.Evaluate(data).Loss);
    }

    /// <summary>A thread pool whose threads all wait, as they do in a server that is badly written, must not keep the evaluation waiting.</summary>
    [Fact]
    public void ManyThreadsTakePartAndNoneOfThemIsTheThreadPools()
    {
        var network = new CountingNetwork<ThreeOutputs>();
        float[] inputs = Batches.Inputs(8000, 4); // more chunks than the team takes at once
        int[] labels = Batches.Labels(inputs);
        Evaluation evaluation = null!;
        Patience.Finishes(() => evaluation = network.Evaluate(new Dataset(inputs, 4, labels, 3), threads: 4));
        Assert.Equal(8000, evaluation.Samples);
        for (int actual = 0; actual < 3; actual++) Assert.Equal(labels.Count(label => label == actual), evaluation.Confusion![actual, 1]);
        Assert.Equal(63, network.Calls);
        Assert.InRange(network.Workers.Count, 2, 4);
        Assert.DoesNotContain(true, network.Workers.Values);
    }

    /// <summary>A table of all pairs of classes would have 10^10 entries.</summary>
    [Fact]
    public void ManyClassesNeedNoMoreMemoryThanTheirSamples()
    {
        Evaluation evaluation = new CountingNetwork<ManyOutputs>().Evaluate(new Dataset([1, 2, 3, 4, 1, 2, 3, 4], 4, [1, 99_999], 100_000), threads: 1);
        Assert.Equal(0.5, evaluation.Accuracy);
        Assert.Equal((1, 1, 0), (evaluation.Confusion![1, 1], evaluation.Confusion[99_999, 1], evaluation.Confusion[0, 1]));
        Assert.Equal(100_000, evaluation.Confusion.Classes);
    }

    [Fact]
    public void SamplesThatDoNotFitAreRefused()
    {
        var network = new SmallClassifier();
        Assert.Throws<ArgumentException>("dataset", () => network.Evaluate(new Dataset(new float[10], 5, new int[2], 3)));
        Assert.Throws<ArgumentException>("dataset", () => network.Evaluate(new Dataset(new float[8], 4, new int[2], 4)));
        Assert.Throws<ArgumentException>("dataset", () => network.Evaluate(new Dataset(new float[8], 4, new float[8], 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Evaluate(new Dataset(new float[8], 4, new int[2], 3), threads: -1));
    }

    private static ConfusionMatrix Confusion(int classes, params (int Actual, int Predicted)[] decisions)
    {
        var confusion = new ConfusionMatrix(classes);
        foreach ((int actual, int predicted) in decisions) confusion.Add(actual, predicted);
        return confusion;
    }
}
