using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Signal;

#pragma warning disable format // one line per layer
[Network(3)] [Standardize] [Dense(4)] [Tanh] [Standardize(Name = "inner")] [Dense(2)] [SoftmaxCrossEntropy] public sealed partial class StandardizedNet;

[Network(3, 2, 2)] [Standardize] [Flatten] [Standardize(Name = "flat")] [Dense(2)] [MeanSquaredError] public sealed partial class StandardizedImageNet;

[Network(3)] [Dense(2)] [MeanSquaredError] public sealed partial class UnstandardizedNet;

[Network(3)] [Dense(4)] [Standardize] [Tanh] [Dense(2)] [MeanSquaredError] public sealed partial class OverwrittenNet;
#pragma warning restore format

/// <summary>Statistics that layers take from data.</summary>
public sealed class StandardizationTests
{
    private const int Samples = 700; // more than two chunks, and a rest

    [Fact]
    public void Channels_have_mean_0_and_variance_1_afterwards()
    {
        var network = new StandardizedNet(1);
        Dataset data = Data(3, static (value, channel) => channel == 0 ? (100 * value) + 7 : channel == 1 ? value * value : 0.1f);
        network.Standardize(data);
        float[] inputs = Inputs(data);
        NetworkProbe probe = network.Probe(inputs);
        foreach (string layer in (string[])["standardize1", "inner"])
        {
            float[] values = probe.Activation(layer).ToArray();
            int channels = values.Length / Samples;
            for (int channel = 0; channel < channels; channel++)
            {
                double[] own = [.. values.Where((_, i) => i % channels == channel).Select(static value => (double)value)];
                Assert.Equal(0, own.Average(), 1e-5);
                Assert.Equal(layer == "standardize1" && channel == 2 ? 0 : 1, own.Average(value => value * value), 1e-4); // the third input is a constant
            }
        }
    }

    [Fact]
    public void Statistics_are_those_of_the_samples_and_are_saved()
    {
        var network = new StandardizedNet(1);
        Dataset data = Data(3, static (value, channel) => value + channel);
        network.Standardize(data);
        float[] inputs = Inputs(data);
        float[] means = new float[3];
        network.CopyParameter("standardize1.mean", means);
        for (int channel = 0; channel < 3; channel++) Assert.Equal(inputs.Where((_, i) => i % 3 == channel).Average(static value => (double)value), means[channel], 1e-5);

        using var stream = new MemoryStream();
        network.Save(stream);
        stream.Position = 0;
        StandardizedNet loaded = StandardizedNet.Load(stream);
        Assert.True(network.HasSameParameters(loaded));
    }

    /// <summary>Training changes weights, and no statistics.</summary>
    [Fact]
    public void They_are_not_trained()
    {
        var network = new StandardizedNet(1);
        network.Standardize(Data(3, static (value, channel) => (3 * value) + channel));
        float[] before = new float[3];
        network.CopyParameter("standardize1.scale", before);
        using Trainer<StandardizedNet> trainer = network.CreateTrainer(new AdamW(0.1) { WeightDecay = 0.5 });
        for (int step = 0; step < 5; step++) trainer.Step([1, 2, 3, 4, 5, 6], [0, 1]);
        float[] after = new float[3];
        network.CopyParameter("standardize1.scale", after);
        Assert.Equal(before, after);
    }

    /// <summary>Files have the values of a flattened image channel by channel, memory pixel by pixel.</summary>
    [Fact]
    public void Flattened_images_are_standardized_value_by_value()
    {
        var network = new StandardizedImageNet(1);
        Dataset data = Data(12, static (value, place) => (value * (1 + place)) + place);
        network.Standardize(data);
        float[] values = network.Probe(Inputs(data)).Activation("flat").ToArray();
        for (int place = 0; place < 12; place++)
        {
            double[] own = [.. values.Where((_, i) => i % 12 == place).Select(static value => (double)value)];
            Assert.Equal(0, own.Average(), 1e-5);
            Assert.Equal(1, own.Average(value => value * value), 1e-4);
        }
    }

    [Fact]
    public void What_cannot_be_standardized_is_refused()
    {
        Assert.Contains("has no [Standardize] layer", Assert.Throws<InvalidOperationException>(() => new UnstandardizedNet(1).Standardize(Data(3, static (value, _) => value))).Message, StringComparison.Ordinal);
        Assert.Contains("What standardize1 reads is not kept", Assert.Throws<InvalidOperationException>(() => new OverwrittenNet(1).Standardize(Data(3, static (value, _) => value))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("samples", () => new StandardizedNet(1).Standardize(Data(4, static (value, _) => value)));
    }

    /// <summary>A sample that is no number is noticed, and what the layer knew stays.</summary>
    [Fact]
    public void What_cannot_be_measured_changes_nothing()
    {
        var network = new StandardizedNet(1);
        network.Standardize(Data(3, static (value, _) => value));
        StandardizedNet before = network.Clone();
        int calls = 0;
        Assert.ThrowsAny<Exception>(() => network.Standardize(Data(3, (value, _) => ++calls == 1500 ? float.PositiveInfinity : value)));
        Assert.True(network.HasSameParameters(before));
    }

    private static Dataset Data(int size, Func<float, int, float> change)
    {
        var random = new SeededRandom(3);
        float[] inputs = new float[Samples * size];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = change((float)random.NextDouble(), i % size);
        return new Dataset(inputs, size, new float[Samples * 2], 2);
    }

    private static float[] Inputs(Dataset data)
    {
        var inputs = new List<float>();
        for (int sample = 0; sample < data.Count; sample++) inputs.AddRange(data.Input(sample).ToArray());
        return [.. inputs];
    }
}
