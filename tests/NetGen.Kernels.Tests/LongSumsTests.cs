using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>
/// Sums over a batch of large images, three quarters of a million terms, all of one sign, which is where rounding adds up: each is within 1e-5 of the sum in
/// double precision.
/// </summary>
public sealed class LongSumsTests
{
    private const int Batch = 48;
    private const int Pixels = 128 * 128;
    private const int Channels = 2;
    private const int Terms = Batch * Pixels;
    private const double Bound = 1e-5;

    private static readonly float[] s_inputs = Values(seed: 1, low: 2, high: 5);
    private static readonly float[] s_targets = Values(seed: 2, low: -3, high: -1);

    [Fact]
    public void Statistics_of_a_batch_and_the_gradients_of_scale_and_shift()
    {
        using CompiledNetwork compiled = CompiledNetwork.Compile(
            "using NetGen;\n[Network(128, 128, 2)] [BatchNorm(Momentum = 1)] [MeanSquaredError]\npublic sealed partial class Net;");
        ITestNetwork network = compiled.Create();
        network.SetParameter("bn1.bias", [6f, 7f]);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f));
        trainer.Step(s_inputs, s_targets);
        float[] means = Parameter(network, "bn1.running_mean");
        float[] variances = Parameter(network, "bn1.running_var");
        float[] scaleGradient = new float[Channels];
        float[] shiftGradient = new float[Channels];
        trainer.CopyGradient("bn1.weight", scaleGradient);
        trainer.CopyGradient("bn1.bias", shiftGradient);
        for (int c = 0; c < Channels; c++)
        {
            double[] column = [.. Enumerable.Range(0, Terms).Select(term => (double)s_inputs[(term * Channels) + c])];
            double mean = column.Average();
            double squares = column.Sum(value => (value - mean) * (value - mean));
            AssertNear(mean, means[c]);
            AssertNear(squares / (Terms - 1), variances[c]);
            double deviation = Math.Sqrt((squares / Terms) + 1e-5);
            double[] slopes = [.. column.Select((value, term) => Slope(((value - mean) / deviation) + 6 + c, term, c))];
            AssertNear(slopes.Sum(), shiftGradient[c]);
            AssertNear(slopes.Select((slope, term) => slope * (column[term] - mean) / deviation).Sum(), scaleGradient[c]);
        }
    }

    [Fact]
    public void Gradients_of_a_convolution()
    {
        using CompiledNetwork compiled = CompiledNetwork.Compile(
            "using NetGen;\n[Network(128, 128, 2)] [Conv2D(2, 1)] [MeanSquaredError]\npublic sealed partial class Net;");
        ITestNetwork network = compiled.Create();
        network.SetParameter("conv1.weight", [0f, 0f, 0f, 0f]);
        network.SetParameter("conv1.bias", [1f, 2f]);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f));
        trainer.ComputeGradients(s_inputs, s_targets);
        float[] weightGradient = new float[Channels * Channels];
        float[] biasGradient = new float[Channels];
        trainer.CopyGradient("conv1.weight", weightGradient);
        trainer.CopyGradient("conv1.bias", biasGradient);
        for (int o = 0; o < Channels; o++)
        {
            double[] slopes = [.. Enumerable.Range(0, Terms).Select(term => Slope(1 + o, term, o))];
            AssertNear(slopes.Sum(), biasGradient[o]);
            for (int c = 0; c < Channels; c++)
                AssertNear(slopes.Select((slope, term) => slope * s_inputs[(term * Channels) + c]).Sum(), weightGradient[(o * Channels) + c]);
        }
    }

    /// <summary>The derivative of the mean squared error by an output.</summary>
    private static double Slope(double output, int term, int channel) => 2.0 / (Terms * Channels) * (output - s_targets[(term * Channels) + channel]);

    private static void AssertNear(double expected, double actual)
    {
        double error = Math.Abs((actual / expected) - 1);
        Assert.True(error <= Bound, FormattableString.Invariant($"{actual} instead of {expected}: {error:E1}"));
    }

    private static float[] Parameter(ITestNetwork network, string name)
    {
        float[] values = new float[Channels];
        network.CopyParameter(name, values);
        return values;
    }

    private static float[] Values(ulong seed, float low, float high)
    {
        var random = new TestRandom(seed);
        return [.. Enumerable.Range(0, Terms * Channels).Select(_ => (float)random.NextUniform(low, high))];
    }
}
