using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Networks whose weights are computed from other parameters, as users meet them.</summary>
public sealed class ReparameterizedNetworkTests : IDisposable
{
    private const int Batch = 12;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ParametersHaveTheNamesOfPyTorch()
    {
        Assert.Equal(
            [
                "conv1.weight_orig [16,3,3,3]", "conv1.bias [16]", "conv2.weight_v [16,16,3,3]", "conv2.weight_g [16,1,1,1]", "conv2.bias [16]",
                "convtranspose1.weight_orig [16,6,2,2]", "convtranspose1.bias [6]", "dense1.weight_v [4,6]", "dense1.weight_g [4,1]", "dense1.bias [4]",
                "conv1.weight_u [16]", "conv1.weight_v [27]", "convtranspose1.weight_u [6]", "convtranspose1.weight_v [64]",
            ],
            ReparameterizedNet.Info.Parameters.Select(parameter => $"{parameter.Name} [{string.Join(',', parameter.Shape)}]"));
        Assert.Equal(4, ReparameterizedNet.Info.Parameters.Count(parameter => !parameter.IsTrained));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ARunThatGoesOnEndsWithTheBitsOfOneThatDidNotStop(int threads)
    {
        var whole = new ReparameterizedNet(seed: 3);
        using (var trainer = new Trainer<ReparameterizedNet>(whole, new Adam(0.01), new TrainerOptions { Threads = 1 })) Train(trainer, 0, 8);
        var first = new ReparameterizedNet(seed: 3);
        string path = _directory.Combine("checkpoint.safetensors");
        using (var trainer = new Trainer<ReparameterizedNet>(first, new Adam(0.01), new TrainerOptions { Threads = threads }))
        {
            Train(trainer, 0, 3);
            trainer.SaveCheckpoint(path);
        }

        var resumed = new ReparameterizedNet(seed: 9);
        using (var trainer = new Trainer<ReparameterizedNet>(resumed, new Adam(0.01), new TrainerOptions { Threads = threads }))
        {
            trainer.LoadCheckpoint(path);
            Train(trainer, 3, 5);
        }

        Assert.True(whole.HasSameParameters(resumed));
        resumed.Save(path);
        Assert.True(whole.HasSameParameters(ReparameterizedNet.Load(path)));
        Assert.Equal(Output(whole), Output(ReparameterizedNet.Load(path)));
        Assert.Equal(Output(whole), Output(whole.Clone()));
    }

    /// <summary>u and v are kept by steps that are taken, and by nothing else.</summary>
    [Fact]
    public void StateChangesWithStepsAlone()
    {
        var network = new ReparameterizedNet(seed: 3);
        float[] before = Copy(network, "conv1.weight_u");
        _ = Output(network);
        using var trainer = new Trainer<ReparameterizedNet>(network, new Sgd(0.5));
        Assert.Equal(before, Copy(network, "conv1.weight_u"));
        Train(trainer, 0, 2);
        Assert.NotEqual(before, Copy(network, "conv1.weight_u"));
    }

    /// <summary>A pass computes weights with vectors of its own, and inference with those that are kept: after a pass alone, and after a step without an update.</summary>
    [Fact]
    public void InferenceDoesNotSeeTheVectorsOfAPass()
    {
        var network = new ReparameterizedNet(seed: 3);
        network.SetParameter("conv1.weight_u", [.. Copy(network, "conv1.weight_u").Select((value, index) => value + (index % 3))]);
        float[] before = Output(network);
        using (var trainer = new Trainer<ReparameterizedNet>(network, new Sgd(0.5)))
        {
            trainer.ComputeGradients(Draw(Batch * 192, 1), [.. Enumerable.Range(0, Batch).Select(label => label % 4)]);
            Assert.Equal(before, Output(network));
        }

        using var accumulating = new Trainer<ReparameterizedNet>(network, new Sgd(0.5), new TrainerOptions { AccumulateSteps = 2 });
        Train(accumulating, 0, 1);
        string path = _directory.Combine("one.safetensors");
        network.Save(path);
        Assert.NotEqual(before, Output(network));
        Assert.Equal(Output(ReparameterizedNet.Load(path)), Output(network));
    }

    [Fact]
    public void InferenceFollowsLengthsAndDirections()
    {
        var network = new DirectedNet(seed: 1);
        float[] output = new float[3];
        float[] inputs = [1, -2, 3, 0.5f, -1, 2];
        network.Forward(inputs, output);
        network.SetParameter("dense2.weight_g", [.. Copy(network, "dense2.weight_g").Select(length => 2 * length)]);
        float[] doubled = new float[3];
        network.Forward(inputs, doubled);
        Assert.Equal(output.Select(value => 2 * value), doubled);
        network.SetParameter("dense2.weight_v", [.. Copy(network, "dense2.weight_v").Select(value => -8 * value)]);
        network.Forward(inputs, doubled);
        for (int i = 0; i < 3; i++) Assert.Equal(-2 * output[i], doubled[i], 1e-6);

        // No direction, no weights.
        network.SetParameter("dense2.weight_v", new float[15]);
        network.Forward(inputs, doubled);
        Assert.Equal(new float[3], doubled);
    }

    /// <summary>Weights begin as the initialiser has drawn them, so what is predicted is what is predicted without.</summary>
    [Fact]
    public void ItBeginsAsWithoutLengths()
    {
        var network = new DirectedNet(seed: 1);
        var plain = new UndirectedNet();
        foreach (string layer in (string[])["dense1", "dense2"]) plain.SetParameter(layer + ".weight", Copy(network, layer + ".weight_v"));
        float[] inputs = [1, -2, 3, 0.5f, -1, 2];
        float[] expected = new float[3];
        float[] actual = new float[3];
        plain.Forward(inputs, expected);
        network.Forward(inputs, actual);
        for (int i = 0; i < 3; i++) Assert.Equal(expected[i], actual[i], 1e-6);
        Assert.Equal(UndirectedNet.Info.Layers.Select(layer => layer.Predicted), DirectedNet.Info.Layers.Select(layer => layer.Predicted));
    }

    /// <summary>The largest singular value of the weights that a layer multiplies with is 1, within what power iterations leave, and that of random weights is predicted.</summary>
    [Fact]
    public void PredictedSizesAreThoseOfWeightsOverTheirSpectralNorm()
    {
        const int Seeds = 8;
        var squares = new double[SpectralNet.Info.Layers.Count];
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new SeededRandom((ulong)seed + 100);
            float[] inputs = [.. Enumerable.Range(0, 64 * 720).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Sqrt(12)))];
            SignalMeasurement signal = new SpectralNet((ulong)seed).MeasureSignal(inputs);
            for (int layer = 0; layer < squares.Length; layer++) squares[layer] += (signal.Layers[layer].Values?.Std ?? 0) * (signal.Layers[layer].Values?.Std ?? 0) / Seeds;
        }

        for (int layer = 0; layer < squares.Length; layer++)
        {
            if (squares[layer] > 0) Assert.InRange(Math.Sqrt(squares[layer]) / SpectralNet.Info.Layers[layer].Predicted.Std, 0.9, 1.1);
        }
    }

    /// <summary>Lengths are no matrix, whatever their shape in files.</summary>
    [Fact]
    public void MuonTakesLengthsForAVector()
    {
        var expected = new DirectedNet(seed: 1);
        var actual = new DirectedNet(seed: 1);
        float[] inputs = Draw(Batch * 6, 1);
        float[] targets = Draw(Batch * 3, 2);
        using (var trainer = new Trainer<DirectedNet>(expected, new Muon(0.05) { Exclude = ["*.weight_g"] })) trainer.Step(inputs, targets);
        using (var trainer = new Trainer<DirectedNet>(actual, new Muon(0.05))) trainer.Step(inputs, targets);
        Assert.True(expected.HasSameParameters(actual));
    }

    [Fact]
    public void SizesThatAreTakenAwayAreNotSetFromABatch()
    {
        var network = new ReparameterizedNet(seed: 1);
        BatchInitializationReport report = network.InitializeFrom(Draw(100 * 192, 4), new Lsuv());
        Assert.Equal(["conv1", "conv2", "convtranspose1", "dense1"], report.Layers.Select(layer => layer.Name));
        Assert.Contains("[SpectralNorm]", report.Layers[0].Note, StringComparison.Ordinal);
        Assert.Null(report.Layers[1].Note);
        Assert.Contains("[SpectralNorm]", report.Layers[2].Note, StringComparison.Ordinal);
        Assert.InRange(report.Layers[3].Std, 0.9, 1.1);
    }

    private static void Train(Trainer<ReparameterizedNet> trainer, int first, int steps)
    {
        for (int step = first; step < first + steps; step++) trainer.Step(Draw(Batch * 192, step), [.. Enumerable.Range(step, Batch).Select(label => label % 4)]);
    }

    private static float[] Output(ReparameterizedNet network)
    {
        float[] output = new float[Batch * 4];
        network.Forward(Draw(Batch * 192, 50), output);
        return output;
    }

    private static float[] Copy<TNetwork>(TNetwork network, string name)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] values = new float[TNetwork.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }

    private static float[] Draw(int count, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Sqrt(12)))];
    }
}
