using NetGen.Tests.Networks;

using Xunit;

namespace NetGen.Tests.Initialization;

#pragma warning disable format // one line per layer
/// <summary>Sums that are kept, and sums in whose place a rectifier works; kernels in groups, transposed ones too.</summary>
[Network(6, 6, 4)]
[Conv2D(6, 3, Groups = 2)] [ReLU]
[Conv2DTranspose(4, 3, Groups = 2, Stride = 2)] [LeakyReLU(0.2)]
[Conv2D(5, 3, UseBias = false)] [BatchNorm] [ReLU]
[Flatten]
[Dense(7)] [Tanh]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class SumsNet;

/// <summary>One layer for each activation that overwrites what it reads, or that might.</summary>
[Network(11)]
[Dense(9, Name = "a")] [ReLU]
[Dense(9, Name = "b")] [LeakyReLU(0.3)]
[Dense(9, Name = "c")] [Tanh]
[Dense(9, Name = "d")] [Sigmoid]
[Dense(9, Name = "e")] [ELU]
[Dense(9, Name = "f")] [SELU]
[Dense(9, Name = "g")] [Softplus]
[Dense(9, Name = "h")] [SquaredReLU]
[Dense(9, Name = "i")] [HardTanh]
[Dense(9, Name = "j")] [ReLU] [Dropout(0.4)]
[Dense(9, Name = "k")] [GELU]
[Dense(9, Name = "l")] [Softsign]
[Dense(9, Name = "m")] [CELU]
[Dense(9, Name = "n")] [ReLU6]
[Dense(9, Name = "o")] [PReLU]
[Dense(9, Name = "p")] [LeCunTanh]
[Dense(9, Name = "q")] [HardSigmoid]
[Dense(9, Name = "r")] [SiLU]
[Dense(9, Name = "s")] [Mish]
[Dense(9, Name = "t")] [HardSwish]
[Dense(2, Name = "head")]
[MeanSquaredError]
public sealed partial class EveryActivationNet;

/// <summary>Weights that are computed: kernels, transposed ones, in groups, and a matrix.</summary>
[Network(6, 6, 4)]
[Conv2D(6, 3, Groups = 2)] [WeightNorm] [ReLU]
[Conv2DTranspose(4, 3, Groups = 2, Stride = 2)] [WeightNorm] [LeakyReLU(0.2)]
[Flatten]
[Dense(3)] [WeightNorm]
[SoftmaxCrossEntropy]
public sealed partial class NormalizedSumsNet;

/// <summary>Without a bias there is nothing to read sums with, where a rectifier works in their place.</summary>
[Network(11)]
[Dense(5, UseBias = false)] [ReLU]
[Dense(4)] [Zeros]
[Dense(3)]
[MeanSquaredError]
public sealed partial class HiddenSumsNet;
#pragma warning restore format

public sealed class BatchInitializationTests
{
    private const int Samples = 200;

    /// <summary>Sums are computed here from the network's parameters and from what a probe says of the layer's input.</summary>
    [Fact]
    public void SumsAreReadThroughEveryActivation()
    {
        var network = new EveryActivationNet(seed: 1);
        Spread(network);
        float[] inputs = Draw(Samples * 11, 2);
        BatchInitializationReport report = network.InitializeFrom(inputs, new WithinLayer { Mean = 0.5 });
        Assert.Equal(21, report.Layers.Count);
        NetworkProbe probe = network.Probe(inputs);
        foreach (LayerInitialization layer in report.Layers.SkipLast(1))
        {
            double[][] sums = Sums(network, probe, inputs, layer.Name);
            Assert.Null(layer.Note);
            double tolerance = layer.Name is "j" ? 0.25 : 4e-3; // A part of the sums is not seen behind dropout.
            foreach (double[] unit in sums)
            {
                Assert.Equal(0.5, unit.Average(), tolerance);
                Assert.Equal(1, Std(unit), tolerance);
            }
        }
    }

    [Theory]
    [InlineData(1e-6f)]
    [InlineData(1f)]
    [InlineData(3e5f)]
    public void LsuvHasTheVarianceOfEveryLayerNearOne(float scale)
    {
        var network = new EveryActivationNet(seed: 1);
        foreach (ParameterInfo parameter in EveryActivationNet.Info.Parameters.Where(parameter => parameter.Name.EndsWith("weight", StringComparison.Ordinal) && parameter.Shape.Count == 2))
        {
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            network.SetParameter(parameter.Name, Array.ConvertAll(values, value => value * scale));
        }

        float[] inputs = Draw(Samples * 11, 2);
        BatchInitializationReport report = network.InitializeFrom(inputs, new Lsuv { StartsOrthogonal = false, Tolerance = 0.01 });
        NetworkProbe probe = network.Probe(inputs);
        foreach (LayerInitialization layer in report.Layers.SkipLast(1))
        {
            double std = Std(Sums(network, probe, inputs, layer.Name).SelectMany(unit => unit));
            Assert.InRange(std * std, layer.Name is "j" ? 0.8 : 0.985, layer.Name is "j" ? 1.2 : 1.015);
            Assert.InRange(layer.Tries, 0, 3);
            Assert.Equal(std, layer.Std, layer.Name is "j" ? 0.1 : 3e-3);
        }
    }

    [Fact]
    public void LsuvKeepsWeightsOrthogonal()
    {
        var network = new SumsNet(seed: 1);
        BatchInitializationReport report = network.InitializeFrom(Draw(Samples * 144, 3), new Lsuv());
        Assert.Equal(["conv1", "convtranspose1", "conv2", "dense1", "dense2"], report.Layers.Select(layer => layer.Name));
        Assert.All(report.Layers, layer => Assert.InRange(layer.Std * layer.Std, 0.9, 1.1));
        float[] weights = new float[3 * 7];
        network.CopyParameter("dense2.weight", weights);
        double length = Dot(weights, 0, 0);
        for (int row = 0; row < 3; row++)
        {
            for (int other = 0; other < 3; other++) Assert.Equal(row == other ? length : 0, Dot(weights, row, other), 1e-5 * length);
        }
    }

    /// <summary>What the report says of kernels, in groups and transposed, follows from a probe for the layers whose output is kept.</summary>
    [Fact]
    public void EveryFilterIsSetByItself()
    {
        var network = new SumsNet(seed: 1);
        Spread(network);
        float[] inputs = Draw(Samples * 144, 3);
        BatchInitializationReport report = network.InitializeFrom(inputs, new WithinLayer());
        Assert.All(report.Layers, layer => Assert.Null(layer.Note));
        NetworkProbe probe = network.Probe(inputs);

        // Of a rectified normal variable the mean is 0.4 and the mean square 0.5; a filter that was set by another one's sums is far from that.
        foreach ((string layer, int filters, double slope) in new[] { ("relu1", 6, 0.0), ("leakyrelu1", 4, 0.2) })
        {
            float[] values = probe.Activation(layer).ToArray();
            for (int filter = 0; filter < filters; filter++)
            {
                double[] unit = [.. values.Where((_, index) => index % filters == filter).Select(value => value < 0 ? value / slope : (double)value)];
                double square = unit.Average(value => value * value);
                Assert.InRange(square, slope == 0 ? 0.4 : 0.97, slope == 0 ? 0.6 : 1.03);
                if (slope > 0) Assert.Equal(0, unit.Average(), 0.01);
            }
        }

        // No bias: the means stay, the variances do not.
        float[] kept = probe.Activation("conv2").ToArray();
        for (int filter = 0; filter < 5; filter++) Assert.Equal(1, Std(kept.Where((_, index) => index % 5 == filter).Select(value => (double)value)), 2e-3);
    }

    /// <summary>What counts is what a layer multiplies with, and not the parameters that this is computed from.</summary>
    [Fact]
    public void WeightsThatAreComputedAreSet()
    {
        foreach (BatchInitializer initializer in (BatchInitializer[])[new WithinLayer(), new Lsuv { Tolerance = 0.01 }, new Lsuv { Tolerance = 0.01, StartsOrthogonal = false }])
        {
            var network = new NormalizedSumsNet(seed: 1);
            Spread(network);
            float[] inputs = Draw(Samples * 144, 3);
            BatchInitializationReport report = network.InitializeFrom(inputs, initializer);
            Assert.Equal(["conv1", "convtranspose1", "dense1"], report.Layers.Select(layer => layer.Name));
            Assert.All(report.Layers, layer => Assert.Null(layer.Note));
            Assert.All(report.Layers, layer => Assert.NotInRange(layer.StdBefore, 0.95, 1.05));
            Assert.All(report.Layers, layer => Assert.Equal(1, layer.Std, 0.01));
            double[] logits = [.. network.Probe(inputs).Activation("dense1").ToArray().Select(value => (double)value)];
            Assert.Equal(1, Std(logits), 0.02);
        }
    }

    [Fact]
    public void WhatCannotBeReadOrDoesNotVaryIsSaid()
    {
        var network = new HiddenSumsNet(seed: 1);
        float[] before = new float[55];
        network.CopyParameter("dense1.weight", before);
        BatchInitializationReport report = network.InitializeFrom(Draw(Samples * 11, 3), new Lsuv { StartsOrthogonal = false, Layers = "dense?" });
        float[] after = new float[55];
        network.CopyParameter("dense1.weight", after);
        Assert.Equal(before, after);
        Assert.Contains("has no bias", report.Layers[0].Note, StringComparison.Ordinal);
        Assert.Contains("do not vary", report.Layers[1].Note, StringComparison.Ordinal);
        Assert.Contains("do not vary", report.Layers[2].Note, StringComparison.Ordinal);
        Assert.Contains("5 units do not vary", network.InitializeFrom(Draw(Samples * 11, 3), new WithinLayer()).ToString().Replace("4 of 4", "5", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("dense1", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheLayersOfThePatternChange()
    {
        var network = new SumsNet(seed: 1);
        SumsNet other = network.Clone();
        BatchInitializationReport report = network.InitializeFrom(Draw(Samples * 144, 3), new Lsuv { Layers = "dense1" });
        Assert.Equal("dense1", Assert.Single(report.Layers).Name);
        foreach (ParameterInfo parameter in SumsNet.Info.Parameters)
        {
            float[] now = new float[parameter.Count];
            float[] then = new float[parameter.Count];
            network.CopyParameter(parameter.Name, now);
            other.CopyParameter(parameter.Name, then);
            Assert.Equal(parameter.Name != "dense1.weight", now.AsSpan().SequenceEqual(then));
        }

        Assert.Contains("'lstm*' stands for no", Assert.Throws<InvalidOperationException>(() => network.InitializeFrom(new float[144], new Lsuv { Layers = "lstm*" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABadBatchChangesNothing()
    {
        var network = new SumsNet(seed: 1);
        SumsNet other = network.Clone();
        float[] inputs = Draw(Samples * 144, 3);
        inputs[1000] = float.NaN;
        Assert.Contains("Value 136 of sample 6 is NaN", Assert.Throws<ArgumentException>("inputs", () => network.InitializeFrom(inputs, new Lsuv())).Message, StringComparison.Ordinal);
        inputs[1000] = 1;
        foreach (SumsNet changed in new[] { network, other }) changed.SetParameter("conv2.weight", Enumerable.Repeat(3e38f, 180).ToArray());
        Assert.Contains("sums of conv2 are not finite", Assert.Throws<ArgumentException>("inputs", () => network.InitializeFrom(inputs, new Lsuv())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.InitializeFrom(new float[145], new Lsuv()));
        Assert.True(network.HasSameParameters(other));
    }

    [Fact]
    public void OptionsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Tolerance", () => new Lsuv { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Tries", () => new Lsuv { Tries = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Mean", () => new WithinLayer { Mean = double.NaN });
        Assert.Throws<ArgumentException>(() => new Lsuv { Layers = "" });
    }

    /// <summary>A batch of tokens goes through an embedding, which is left as it is.</summary>
    [Fact]
    public void IndicesAreABatchToo()
    {
        var network = new TokenNet(seed: 1);
        var random = new SeededRandom(4);
        int[] tokens = [.. Enumerable.Range(0, 6 * Samples).Select(_ => random.Next(40))];
        BatchInitializationReport report = network.InitializeFrom(System.Runtime.InteropServices.MemoryMarshal.Cast<int, float>(tokens), new WithinLayer());
        LayerInitialization dense = Assert.Single(report.Layers);
        float[] outputs = new float[2 * Samples];
        network.Forward(tokens, outputs);
        for (int unit = 0; unit < 2; unit++)
        {
            double[] sums = [.. outputs.Where((_, index) => index % 2 == unit).Select(value => (double)value)];
            Assert.Equal(0, sums.Average(), 1e-4);
            Assert.Equal(1, Std(sums), 1e-4);
        }

        Assert.Equal("dense1", dense.Name);
    }

    /// <summary>Units of different sizes, and biases that are not 0.</summary>
    private static void Spread<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new SeededRandom(9);
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters.Where(parameter => parameter.IsTrained))
        {
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            if (parameter.Name.EndsWith("bias", StringComparison.Ordinal)) values = Array.ConvertAll(values, _ => (float)(random.NextDouble() - 0.5));
            else if (parameter.Shape.Count > 1) values = [.. values.Select((value, index) => value * (1 + (3f * (index * parameter.Shape[0] / values.Length))))];
            network.SetParameter(parameter.Name, values);
        }
    }

    /// <summary>Of a dense layer, unit by unit.</summary>
    private static double[][] Sums<TNetwork>(TNetwork network, NetworkProbe probe, float[] inputs, string layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        int index = TNetwork.Info.Layers.ToList().FindIndex(info => info.Name == layer);
        float[] input = index == 0 ? inputs : probe.Activation(TNetwork.Info.Layers[index - 1].Name).ToArray();
        int size = input.Length / Samples;
        int units = TNetwork.Info.Layers[index].OutputShape[^1];
        float[] weights = new float[size * units];
        float[] bias = new float[units];
        network.CopyParameter(layer + ".weight", weights);
        network.CopyParameter(layer + ".bias", bias);
        return [.. Enumerable.Range(0, units).Select(unit => Enumerable.Range(0, Samples).Select(sample => bias[unit] + Enumerable.Range(0, size).Sum(i => (double)weights[(unit * size) + i] * input[(sample * size) + i])).ToArray())];
    }

    private static double Dot(float[] matrix, int row, int other) => Enumerable.Range(0, 7).Sum(column => (double)matrix[(row * 7) + column] * matrix[(other * 7) + column]);

    private static double Std(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    }

    private static float[] Draw(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 0.7))];
    }
}
