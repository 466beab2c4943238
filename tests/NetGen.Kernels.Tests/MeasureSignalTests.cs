using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>What is measured of a network, against the same worked out by hand from its parameters and outputs.</summary>
public sealed class MeasureSignalTests(MeasureSignalTests.Networks networks) : IClassFixture<MeasureSignalTests.Networks>
{
    private const int Batch = 7;

    [Fact]
    public void A_rectified_layer_is_measured_behind_its_activation()
    {
        ITestNetwork network = networks.Create("Rectified");
        float[] inputs = Values(Batch * 5, 1);
        double[] hidden = [.. PreActivations(network, inputs, 5, 6).Select(value => Math.Max(value, 0))];
        SignalMeasurement signal = network.MeasureSignal(inputs, Labels());
        Assert.Null(signal["dense1"].Values);
        AssertStatistics(hidden, signal["relu1"].Values!);
        Assert.Equal(hidden.Count(value => value == 0) / (double)hidden.Length, signal["relu1"].SaturatedShare, 1e-12);
        AssertStatistics(Outputs(network, inputs), signal["dense2"].Values!);
    }

    [Fact]
    public void Gradients_are_those_of_each_samples_own_loss()
    {
        ITestNetwork network = networks.Create("Rectified");
        float[] inputs = Values(Batch * 5, 2);
        int[] labels = Labels();
        double[] gradient = new double[Batch * 3];
        float[] probabilities = new float[Batch * 3];
        network.Predict(inputs, probabilities);
        for (int i = 0; i < gradient.Length; i++) gradient[i] = probabilities[i] - (labels[i / 3] == i % 3 ? 1 : 0);

        float[] weights = new float[3 * 6];
        network.CopyParameter("dense2.weight", weights);
        double[] pre = PreActivations(network, inputs, 5, 6);
        double[] hidden = new double[Batch * 6];
        for (int i = 0; i < hidden.Length; i++)
        {
            for (int unit = 0; unit < 3; unit++) hidden[i] += pre[i] > 0 ? gradient[(i / 6 * 3) + unit] * weights[(unit * 6) + (i % 6)] : 0;
        }

        SignalMeasurement signal = network.MeasureSignal(inputs, labels);
        AssertStatistics(gradient, signal["dense2"].Gradients!);
        AssertStatistics(hidden, signal["dense1"].Gradients!);
        Assert.Null(signal["relu1"].Gradients);
        Assert.NotNull(signal.Loss);

        SignalMeasurement forward = network.MeasureSignal(inputs);
        Assert.All(forward.Layers, layer => Assert.Null(layer.Gradients));
        Assert.Null(forward.Loss);
        Assert.Equal(signal["relu1"].Values!.Std, forward["relu1"].Values!.Std);
    }

    /// <summary>Three channels lie in pixels padded to more: the gaps must not be read.</summary>
    [Fact]
    public void Padding_between_pixels_is_left_out()
    {
        ITestNetwork network = networks.Create("Image");
        float[] inputs = Values(Batch * 5 * 5 * 2, 3);
        SignalMeasurement signal = network.MeasureSignal(inputs, Values(Batch * 5 * 5 * 3, 4));
        AssertStatistics(Outputs(network, inputs), signal["conv1"].Values!);
        Assert.Equal(Batch * 5 * 5 * 3, signal["conv1"].Gradients!.Count);
    }

    [Fact]
    public void Units_that_never_wake_are_dead()
    {
        ITestNetwork network = networks.Create("Rectified");
        network.SetParameter("dense1.bias", [-100, 0, -100, 100, 100, -100]);
        LayerMeasurement layer = network.MeasureSignal(Values(Batch * 5, 5))["relu1"];
        Assert.InRange(layer.DeadShare, 3 / 6.0, 4 / 6.0);
        Assert.InRange(layer.Values!.ZeroShare, 3 / 6.0, 4 / 6.0);
    }

    /// <summary>tanh by its output, GELU by its input: |f'| below 0.05.</summary>
    [Fact]
    public void Saturated_units_are_counted()
    {
        ITestNetwork network = networks.Create("Curved");
        float[] inputs = Values(Batch * 5, 6, scale: 6);
        SignalMeasurement signal = network.MeasureSignal(inputs, Values(Batch * 4, 7));
        double[] pre = PreActivations(network, inputs, 5, 6);
        Assert.Equal(Share(pre, x => 1 - (Math.Tanh(x) * Math.Tanh(x))), signal["tanh1"].SaturatedShare, 1e-12);
        Assert.InRange(signal["tanh1"].SaturatedShare, 0.2, 0.95);
        Assert.InRange(signal["gelu1"].SaturatedShare, 0.01, 0.5);
        Assert.NotNull(signal["dense2"].Values);
        Assert.Equal(0, signal["dense2"].SaturatedShare);

        static double Share(double[] values, Func<double, double> slope) => values.Count(value => Math.Abs(slope(value)) < 0.05) / (double)values.Length;
    }

    [Fact]
    public void The_histogram_holds_every_value_once()
    {
        ITestNetwork network = networks.Create("Rectified");
        ValueStatistics values = network.MeasureSignal(Values(Batch * 5, 8))["dense2"].Values!;
        Assert.Equal(ValueStatistics.Bins, values.Histogram.Count);
        Assert.Equal(values.Count, values.Histogram.Sum());
        Assert.True(values.Histogram[0] > 0 && values.Histogram[^1] > 0);
    }

    [Fact]
    public void Measuring_changes_nothing()
    {
        ITestNetwork network = networks.Create("Normalized");
        float[] before = network.PackedParameters.ToArray();
        network.MeasureSignal(Values(Batch * 5, 9), Labels());
        Assert.Equal(before, network.PackedParameters.ToArray());
    }

    [Fact]
    public void The_table_has_a_row_for_each_layer_and_predictions_beside()
    {
        ITestNetwork network = networks.Create("Rectified");
        SignalMeasurement signal = network.MeasureSignal(Values(Batch * 5, 10), Labels());
        string[] lines = signal.ToString().Split('\n');
        Assert.StartsWith("Rectified, 7 samples, loss ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["dense1", "relu1", "dense2"], lines[2..5].Select(line => line.Split(' ')[0]));
        Assert.Equal(1.0, network.Info.Layers[0].Predicted.Std, 1e-6);
        Assert.Throws<ArgumentException>(() => signal["dense3"]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ITestNetwork network = networks.Create("Rectified");
        Assert.Throws<ArgumentException>(() => network.MeasureSignal(new float[Batch * 5], new int[Batch + 1]));
        Assert.Throws<ArgumentException>(() => network.MeasureSignal(new float[(Batch * 5) + 1]));
        Assert.Throws<ArgumentException>(() => network.MeasureSignal([]));
        Assert.Throws<ArgumentException>(() => network.MeasureSignal(new float[Batch * 5], new float[(Batch * 3) - 1]));
    }

    private static void AssertStatistics(double[] expected, ValueStatistics actual)
    {
        double mean = expected.Average();
        Assert.Equal(expected.Length, actual.Count);
        Assert.Equal(mean, actual.Mean, 1e-5);
        Assert.Equal(Math.Sqrt(expected.Average(value => (value - mean) * (value - mean))), actual.Std, 1e-5);
        Assert.Equal(expected.Min(), actual.Minimum, 1e-5);
        Assert.Equal(expected.Max(), actual.Maximum, 1e-5);
        Assert.Equal(expected.Count(value => value == 0) / (double)expected.Length, actual.ZeroShare, 1e-12);
    }

    private static double[] PreActivations(ITestNetwork network, float[] inputs, int features, int units)
    {
        float[] weights = new float[units * features];
        float[] bias = new float[units];
        network.CopyParameter("dense1.weight", weights);
        network.CopyParameter("dense1.bias", bias);
        double[] results = new double[Batch * units];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = bias[i % units];
            for (int k = 0; k < features; k++) results[i] += inputs[(i / units * features) + k] * weights[(i % units * features) + k];
        }

        return results;
    }

    private static double[] Outputs(ITestNetwork network, float[] inputs)
    {
        float[] outputs = new float[Batch * network.Info.OutputSize];
        network.Forward(inputs, outputs);
        return [.. outputs.Select(value => (double)value)];
    }

    private static float[] Values(int count, ulong seed, double scale = 1)
    {
        var random = new TestRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.NextNormal()))];
    }

    private static int[] Labels() => [.. Enumerable.Range(0, Batch).Select(sample => sample % 3)];

    /// <summary>Compiled once for all tests.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly CompiledAssembly _assembly = CompiledAssembly.Compile("""
            using NetGen;

            [Network(5)] [Dense(6)] [LeCun] [ReLU] [Dense(3)] [SoftmaxCrossEntropy] public sealed partial class Rectified;
            [Network(5, 5, 2)] [Conv2D(3, 3, Padding = Padding.Same)] [MeanSquaredError] public sealed partial class Image;
            [Network(5)] [Dense(6)] [Tanh] [Dense(4)] [Normal(2)] [GELU] [MeanSquaredError] public sealed partial class Curved;
            [Network(5)] [Dense(6)] [BatchNorm] [ReLU] [Dropout(0.5)] [Dense(3)] [SoftmaxCrossEntropy] public sealed partial class Normalized;
            """);

        public ITestNetwork Create(string name) => _assembly.CreateNetwork(name, 1);

        public void Dispose() => _assembly.Dispose();
    }
}
