using Xunit;

namespace NetGen.Tests.Signal;

#pragma warning disable format // one line per layer
/// <summary>An image, a layer whose output the activation takes the place of, and a head.</summary>
[Network(4, 5, 2)]
[Conv2D(3, 3, Padding = Padding.Same)] [ReLU]
[Flatten]
[Dense(4)] [Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class ProbedNet;
#pragma warning restore format

public sealed class NetworkProbeTests
{
    private readonly ProbedNet _network = new(seed: 1);
    private readonly float[] _inputs = Draw(3 * 40, 2);

    [Fact]
    public void OutputsOfLayersAreThoseOfTheirFormulas()
    {
        NetworkProbe probe = _network.Probe(_inputs);
        Assert.Equal(3, probe.Samples);
        float[] weights = new float[3 * 2 * 3 * 3];
        _network.CopyParameter("conv1.weight", weights);
        for (int sample = 0; sample < 3; sample++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                float[] map = probe.FeatureMap("relu1", sample, channel);
                Assert.Equal(20, map.Length);
                for (int y = 0; y < 4; y++)
                {
                    for (int x = 0; x < 5; x++) Assert.Equal(Math.Max(0, Convolution(weights, sample, channel, y, x)), map[(y * 5) + x], 1e-5f);
                }
            }
        }

        float[] outputs = new float[6];
        _network.Forward(_inputs, outputs);
        Assert.Equal(outputs, probe.Activation("dense2").ToArray());
        Assert.Equal(outputs[2..4], probe.Activation("dense2", 1).ToArray());
        Assert.Contains("relu1", probe.Layers);
    }

    [Fact]
    public void WhatIsNotKeptSaysSo()
    {
        NetworkProbe probe = _network.Probe(_inputs);
        Assert.Contains("output of conv1 is not kept", Assert.Throws<ArgumentException>(() => probe.Activation("conv1").Length).Message, StringComparison.Ordinal);
        Assert.Contains("no layer 'conv2'; it has conv1, relu1", Assert.Throws<ArgumentException>(() => probe.Activation("conv2").Length).Message, StringComparison.Ordinal);
        Assert.Contains("dense2 puts out 2, which is no image", Assert.Throws<ArgumentException>(() => probe.FeatureMap("dense2", 0, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => probe.Activation("dense2", 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>("channel", () => probe.FeatureMap("relu1", 0, 3));
    }

    /// <summary>A probe has no labels; what the pass takes in their place counts for nothing.</summary>
    [Fact]
    public void NetworksThatIgnoreALabelAreProbedToo()
    {
        var network = new Networks.OneNet(seed: 1);
        float[] outputs = new float[6];
        network.Forward([1, 2, 3], outputs);
        Assert.Equal(outputs, network.Probe([1, 2, 3]).Activation("dense1").ToArray());
        var heads = new TwoHeadsNet(seed: 1);
        Assert.Equal(2, heads.Probe([1, 2, 3, 4, 5, 6]).Samples);
    }

    /// <summary>Of a network that is linear, the slopes are its weights.</summary>
    [Fact]
    public void SaliencyIsTheSlope()
    {
        var logistic = new LinearNet(seed: 4);
        float[] weights = new float[2 * 70];
        logistic.CopyParameter("dense1.weight", weights);
        float[] slopes = logistic.Saliency(Draw(70, 5), output: 1);
        for (int i = 0; i < 70; i++) Assert.Equal(weights[70 + i], slopes[i], 1e-3f);
        Assert.Throws<ArgumentOutOfRangeException>("output", () => logistic.Saliency(Draw(70, 5), output: 2));
        Assert.Contains("takes indices", Assert.Throws<NotSupportedException>(() => new Networks.TokenNet().Saliency(new float[1], 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("input", () => logistic.Saliency(Draw(71, 5), output: 0));
    }

    private static float[] Draw(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private float Convolution(float[] weights, int sample, int filter, int y, int x)
    {
        double sum = 0;
        for (int ky = -1; ky <= 1; ky++)
        {
            for (int kx = -1; kx <= 1; kx++)
            {
                if (y + ky is < 0 or > 3 || x + kx is < 0 or > 4) continue;
                for (int channel = 0; channel < 2; channel++)
                    sum += weights[(((((filter * 2) + channel) * 3) + ky + 1) * 3) + kx + 1] * (double)_inputs[(sample * 40) + (((((y + ky) * 5) + x + kx) * 2) + channel)];
            }
        }

        return (float)sum;
    }
}

#pragma warning disable format // one line per layer
/// <summary>One layer.</summary>
[Network(70)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class LinearNet;

/// <summary>Two heads, each with a class 0 that counts nothing.</summary>
[Network(3)]
[Dense(4, Name = "trunk")] [Tanh(Name = "shared")]
[Dense(2, Name = "first")]
[SoftmaxCrossEntropy(IgnoreLabel = 0)]
[Dense(3, Name = "second", Input = "shared")]
[SoftmaxCrossEntropy(ClassWeights = [0, 1, 1])]
public sealed partial class TwoHeadsNet;
