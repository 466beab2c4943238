using NetGen.Data;

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

    private static (float[] Inputs, float[] Targets) Data()
    {
        var random = new SeededRandom(3);
        float[] inputs = [.. Enumerable.Range(0, Samples * 4).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return (inputs, [.. Enumerable.Range(0, Samples).Select(sample => inputs[sample * 4] + (2 * inputs[(sample * 4) + 1]) > 0 ? 1f : 0f)]);
    }
}
