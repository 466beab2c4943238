using NetGen.Kernels.Tests.Checks;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>
/// Dropout by its properties. In a network of dropout and one dense unit the gradient of weight i is mask[i] times input times the
/// gradient of the output, so the mask can be read from gradients.
/// </summary>
public sealed class DropoutTests(DropoutTests.Networks networks) : IClassFixture<DropoutTests.Networks>
{
    private const int Features = 4096;
    private const double Rate = 0.3;

    [Fact]
    public void Values_are_dropped_at_the_rate_and_the_others_grow_to_keep_the_mean()
    {
        ITestNetwork network = networks.Assembly.CreateNetwork("Masked");
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f), new TrainerOptions { Seed = 1 });
        float[] mask = Mask(network, trainer);
        float kept = (float)(1 / (1 - Rate));
        int dropped = mask.Count(value => value == 0);
        Assert.All(mask, value => Assert.True(value == 0 || Math.Abs(value - kept) < 1e-5, $"{value}"));
        // Five standard deviations of a binomial.
        Assert.InRange(dropped, (Rate * Features) - (5 * Math.Sqrt(Features * Rate * (1 - Rate))), (Rate * Features) + (5 * Math.Sqrt(Features * Rate * (1 - Rate))));
    }

    [Fact]
    public void Masks_differ_from_step_to_step_and_from_seed_to_seed_and_repeat_for_the_same()
    {
        (float[] first, float[] second) = TwoMasks(seed: 1);
        (float[] again, _) = TwoMasks(seed: 1);
        (float[] other, _) = TwoMasks(seed: 2);
        NumericAssert.BitEqual("the same seed and step", again, first);
        AssertIndependent(first, second);
        AssertIndependent(first, other);
    }

    [Fact]
    public void Samples_of_a_batch_have_masks_of_their_own()
    {
        ITestNetwork network = networks.Assembly.CreateNetwork("Masked");
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f), new TrainerOptions { Seed = 1 });
        // The second sample's input is zero, so the gradients show the first one's mask; and the other way round.
        float[] first = Mask(network, trainer, [.. Ones(), .. new float[Features]]);
        float[] second = Mask(network, trainer, [.. new float[Features], .. Ones()]);
        AssertIndependent(first, second);
    }

    [Fact]
    public void Inference_drops_nothing()
    {
        ITestNetwork network = networks.Assembly.CreateNetwork("Masked");
        var weights = new float[Features];
        Array.Fill(weights, 1f / 4096);
        network.SetParameter("dense1.weight", weights);
        network.SetParameter("dense1.bias", [0f]);
        var output = new float[1];
        network.Forward(Ones(), output);
        Assert.Equal(1f, output[0]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Shares_do_not_matter(int shares)
    {
        NumericAssert.BitEqual("parameters", Train(shares), Train(shares: 1));

        float[] Train(int shares)
        {
            ITestNetwork network = networks.Assembly.CreateNetwork("Image", seed: 4);
            using ITestTrainer trainer = network.CreateTrainer(new Adam(1e-2f), new TrainerOptions { Seed = 9, Threads = 1 }, shares);
            for (ulong step = 0; step < 4; step++)
                trainer.Step(ForwardChecks.Random(7 * network.Info.InputSize, step), [0, 1, 2, 3, 4, 0, 1]);
            return network.PackedParameters.ToArray();
        }
    }

    [Fact]
    public void Gradient_follows_the_mask_of_the_same_step()
    {
        // Were the mask of the backward pass another one than that of the forward pass, a tiny step along the gradient of all parameters
        // would not lower this very step's loss by the square of the gradient's length.
        ITestNetwork network = networks.Assembly.CreateNetwork("Image", seed: 4);
        float[] inputs = ForwardChecks.Random(7 * network.Info.InputSize);
        int[] labels = [0, 1, 2, 3, 4, 0, 1];
        const float LearningRate = 1e-4f;
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(LearningRate), new TrainerOptions { Seed = 9 });
        double before = trainer.ComputeGradients(inputs, labels);
        double squared = 0;
        foreach (float value in trainer.Gradients) squared += (double)value * value;
        trainer.ApplyGradients();

        // A new trainer starts at step 0, and so draws the same masks.
        using ITestTrainer same = network.CreateTrainer(new Sgd(LearningRate), new TrainerOptions { Seed = 9 });
        double after = same.ComputeGradients(inputs, labels);
        Assert.InRange((before - after) / (LearningRate * squared), 0.97, 1.03);
    }

    private static float[] Ones()
    {
        var ones = new float[Features];
        Array.Fill(ones, 1f);
        return ones;
    }

    private (float[] First, float[] Second) TwoMasks(ulong seed)
    {
        ITestNetwork network = networks.Assembly.CreateNetwork("Masked");
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f), new TrainerOptions { Seed = seed });
        return (Mask(network, trainer), Mask(network, trainer));
    }

    /// <summary>The mask of the step, from the gradients of weights and bias; then the step is taken (at rate 0, so that only the count moves).</summary>
    private static float[] Mask(ITestNetwork network, ITestTrainer trainer, float[]? inputs = null)
    {
        inputs ??= Ones();
        int samples = inputs.Length / Features;
        var targets = new float[samples];
        Array.Fill(targets, 100f);
        // All weights zero and the bias too: every sample's output is 0, and the gradient of the bias is the sum of equal parts.
        network.SetParameter("dense1.weight", new float[Features]);
        network.SetParameter("dense1.bias", [0f]);
        trainer.ComputeGradients(inputs, targets);
        var weight = new float[Features];
        var bias = new float[1];
        trainer.CopyGradient("dense1.weight", weight);
        trainer.CopyGradient("dense1.bias", bias);
        trainer.ApplyGradients();
        return Array.ConvertAll(weight, value => value / (bias[0] / samples));
    }

    /// <summary>Two independent masks agree in 0.3^2 + 0.7^2 of their elements.</summary>
    private static void AssertIndependent(float[] left, float[] right)
    {
        double share = Enumerable.Range(0, Features).Count(i => (left[i] == 0) == (right[i] == 0)) / (double)Features;
        Assert.InRange(share, 0.58 - 0.05, 0.58 + 0.05);
    }

    /// <summary>Compiled once for all tests of the class.</summary>
    public sealed class Networks : IDisposable
    {
        public CompiledAssembly Assembly { get; } = CompiledAssembly.Compile(
            """
            using NetGen;

            [Network(4096)] [Dropout(0.3)] [Dense(1)] [MeanSquaredError]
            public sealed partial class Masked;

            [Network(8, 8, 2)] [Conv2D(12, 3, Padding = Padding.Same)] [ReLU] [Dropout(0.25)] [MaxPool2D(2)]
            [Flatten] [Dense(33)] [Tanh] [Dropout(0.5)] [Dense(5)] [SoftmaxCrossEntropy]
            public sealed partial class Image;
            """);

        public void Dispose() => Assembly.Dispose();
    }
}
