using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>A network that ends in yes or no, from its data to its probabilities.</summary>
public sealed class BinaryNetworkTests
{
    private const int Samples = 300;

    [Fact]
    public void TwoClassesAreLearned()
    {
        (float[] inputs, float[] targets) = Data();
        var data = new Dataset(inputs, 4, targets, 1);
        SpamNet network = new(seed: 2);
        using Trainer<SpamNet> trainer = network.CreateTrainer(new Adam(0.02));
        double before = network.Evaluate(data).Loss;
        trainer.Fit(data, new FitOptions { Epochs = 30, BatchSize = 20 });

        var probabilities = new float[Samples];
        network.Predict(inputs, probabilities);
        Assert.All(probabilities, probability => Assert.InRange(probability, 0f, 1f));
        Assert.True(probabilities.Zip(targets).Count(pair => pair.First > 0.5f == pair.Second > 0.5f) > 0.95 * Samples);

        // What Evaluate says is the loss by its definition.
        double expected = probabilities.Zip(targets).Average(pair => -Math.Log(pair.Second > 0.5f ? pair.First : 1 - pair.First));
        Assert.Equal(expected, network.Evaluate(data).Loss, 1e-5);
        Assert.InRange(before, 0.5, 1.2);
    }

    /// <summary>Metrics see what Predict gives: probabilities, not logits.</summary>
    [Fact]
    public void MetricsAreOfProbabilities()
    {
        (float[] inputs, float[] targets) = Data();
        var data = new Dataset(inputs, 4, targets, 1);
        SpamNet network = new(seed: 2);
        Metric[] metrics = [new LogLoss(), new Accuracy(), new RocAuc(), new Precision(), new Recall()];
        Evaluation evaluation = network.Evaluate(data, metrics);
        var probabilities = new float[Samples];
        network.Predict(inputs, probabilities);
        Assert.Equal(network.Evaluate(data).Loss, evaluation.Loss);
        Assert.Equal(evaluation.Loss, evaluation.Metrics["log_loss"], 1e-5);
        Assert.Equal(probabilities.Zip(targets).Count(static pair => pair.First >= 0.5f == (pair.Second == 1)) / (double)Samples, evaluation.Metrics["accuracy"]);
        Assert.Equal(metrics.Select(static metric => (metric.Name, metric.Value)), evaluation.Metrics.Select(static metric => (metric.Key, metric.Value)));
        Assert.Contains(", loss ", evaluation.ToString(), StringComparison.Ordinal);
        Assert.Contains("; roc_auc 0.", evaluation.ToString(), StringComparison.Ordinal);

        // Measured again, not added to; with any number of threads.
        Assert.Equal(evaluation.Metrics, network.Evaluate(data, metrics, threads: 1).Metrics);
    }

    /// <summary>A weight of 2 counts as a sample that is there twice, one of 0 as one that is not.</summary>
    [Fact]
    public void TheLossOfWeightedSamplesIsTheWeightedMean()
    {
        (float[] inputs, float[] targets) = Data();
        var data = new Dataset(inputs, 4, targets, 1);
        float[] weights = [.. Enumerable.Range(0, Samples).Select(static sample => sample % 3f)];
        SpamNet network = new(seed: 2);
        IEnumerable<int> repeated = Enumerable.Range(0, Samples).SelectMany(static sample => Enumerable.Repeat(sample, sample % 3));
        Assert.Equal(network.Evaluate(data.Select(repeated)).Loss, network.Evaluate(data.WithWeights(weights)).Loss, 1e-9);
    }

    private static (float[] Inputs, float[] Targets) Data()
    {
        var random = new SeededRandom(3);
        float[] inputs = [.. Enumerable.Range(0, Samples * 4).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return (inputs, [.. Enumerable.Range(0, Samples).Select(sample => inputs[sample * 4] + (2 * inputs[(sample * 4) + 1]) > 0 ? 1f : 0f)]);
    }
}
