using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>Where a step that diverges began, in networks whose layers overwrite each other's outputs and lie padded in memory.</summary>
public sealed class DivergenceOriginTests(DivergenceOriginTests.Networks networks) : IClassFixture<DivergenceOriginTests.Networks>
{
    private const int Batch = 4;

    [Theory]
    [InlineData("Deep", "dense1.weight", "dense1")]
    [InlineData("Deep", "dense2.bias", "dense2")]
    [InlineData("Image", "conv1.weight", "conv1")]
    [InlineData("Image", "bn1.weight", "bn1")]
    public void A_parameter_that_is_not_finite_is_found_behind_all_that_it_spoils(string network, string parameter, string layer)
    {
        TrainingDivergedException exception = Diverge(network, (parameter, float.NaN));
        Assert.Equal((DivergenceCause.Parameter, layer), (exception.Cause, exception.Layer));
    }

    /// <summary>Every parameter is finite, but not a sum of products: of a layer whose own output an activation has overwritten.</summary>
    [Theory]
    [InlineData("Deep", "dense1.weight", "dense1")]
    [InlineData("Deep", "dense2.weight", "dense2")]
    [InlineData("Deep", "dense3.weight", "dense3")]
    [InlineData("Image", "conv1.weight", "conv1")]
    [InlineData("Image", "dense1.weight", "dense1")]
    [InlineData("Recomputed", "dense2.weight", "dense2")]
    [InlineData("Recomputed", "dense5.weight", "dense5")]
    public void The_first_layer_whose_output_overflows_is_named(string network, string parameter, string layer)
    {
        TrainingDivergedException exception = Diverge(network, (parameter, 3e38f));
        Assert.Equal((DivergenceCause.Output, layer), (exception.Cause, exception.Layer));
        Assert.InRange(exception.Sample!.Value, 0, Batch - 1);
        Assert.Contains($"the output of layer '{layer}' for sample {exception.Sample} of the batch is the first that is not finite", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_overflows_names_the_layer_that_it_is_computed_from()
    {
        ITestNetwork network = networks.Create("Regression");
        using ITestTrainer trainer = network.CreateTrainer(new Sgd());
        float[] targets = new float[Batch * 2];
        targets[3] = 1e30f;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trainer.Step(Ones(network), targets));
        Assert.Equal((DivergenceCause.Loss, "dense2"), (exception.Cause, exception.Layer));
        Assert.Contains("the outputs of layer 'dense2' are finite, but not the loss", exception.Message, StringComparison.Ordinal);
    }

    private TrainingDivergedException Diverge(string name, (string Name, float Value) spoilt)
    {
        ITestNetwork network = networks.Create(name);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd());
        foreach (ParameterInfo parameter in network.Info.Parameters)
        {
            // Positive throughout, so that no activation cuts off what is looked for.
            if (parameter.IsTrained) Fill(network, parameter, parameter.Name == spoilt.Name && float.IsFinite(spoilt.Value) ? spoilt.Value : 0.5f);
        }

        if (float.IsNaN(spoilt.Value)) Fill(network, network.Info.Parameters.Single(parameter => parameter.Name == spoilt.Name), spoilt.Value);
        float[] before = network.PackedParameters.ToArray();
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trainer.Step(Ones(network), new int[Batch]));
        Assert.Equal(before, network.PackedParameters.ToArray());
        return exception;
    }

    private static void Fill(ITestNetwork network, ParameterInfo parameter, float value)
    {
        float[] values = new float[parameter.Count];
        Array.Fill(values, value);
        network.SetParameter(parameter.Name, values);
    }

    /// <summary>Rising, so that a normalised batch has a deviation.</summary>
    private static float[] Ones(ITestNetwork network) => [.. Enumerable.Range(0, Batch * network.Info.InputSize).Select(index => 1 + (index / (float)network.Info.InputSize))];

    /// <summary>Compiled once for all tests.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly CompiledAssembly _assembly = CompiledAssembly.Compile("""
            using NetGen;

            [Network(5)] [Dense(6)] [ReLU] [Dense(7)] [ReLU] [Dense(3)] [SoftmaxCrossEntropy] public sealed partial class Deep;
            [Network(6, 6, 2)] [Conv2D(3, 3)] [ReLU] [MaxPool2D(2)] [Conv2D(5, 1)] [BatchNorm] [ReLU] [Flatten] [Dense(3)] [SoftmaxCrossEntropy] public sealed partial class Image;
            [Network(16, Recompute = true)]
            [Dense(32)] [ReLU] [Dense(32)] [ReLU] [Dense(32)] [ReLU] [Dense(32)] [ReLU] [Dense(32)] [ReLU] [Dense(32)] [ReLU] [Dense(32)] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]
            public sealed partial class Recomputed;
            [Network(5)] [Dense(4)] [Tanh] [Dense(2)] [MeanSquaredError] public sealed partial class Regression;
            """);

        public ITestNetwork Create(string name) => _assembly.CreateNetwork(name, 1);

        public void Dispose() => _assembly.Dispose();
    }
}
