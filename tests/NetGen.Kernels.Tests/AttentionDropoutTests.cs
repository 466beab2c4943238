using NetGen.Kernels.Tests.Checks;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>
/// Dropout of attention's weights by its properties. Where queries and keys are zero each weight is 1 / steps, and where values are the steps' own one-hot
/// vectors, what the last step is given is its row of the mask over the steps: the gradient of the last bias shows it.
/// </summary>
public sealed class AttentionDropoutTests(AttentionDropoutTests.Networks networks) : IClassFixture<AttentionDropoutTests.Networks>
{
    private const int Steps = 128;
    private const int Draws = 32;
    private const double Rate = 0.3;

    [Fact]
    public void Weights_are_dropped_at_the_rate_and_the_others_grow_to_keep_the_mean()
    {
        float[] mask = [.. Masks(seed: 1).SelectMany(row => row)];
        double kept = 1 / (1 - Rate);
        int dropped = mask.Count(value => Math.Abs(value) < 1e-4);
        Assert.All(mask, value => Assert.True(Math.Abs(value) < 1e-4 || Math.Abs(value - kept) < 1e-4, $"{value}"));

        // Five standard deviations of a binomial.
        double deviation = 5 * Math.Sqrt(mask.Length * Rate * (1 - Rate));
        Assert.InRange(dropped, (Rate * mask.Length) - deviation, (Rate * mask.Length) + deviation);
    }

    [Fact]
    public void Masks_differ_from_step_to_step_and_from_seed_to_seed_and_repeat_for_the_same()
    {
        float[][] masks = Masks(seed: 1);
        NumericAssert.BitEqual("the same seed", [.. Masks(seed: 1).SelectMany(row => row)], [.. masks.SelectMany(row => row)]);
        AssertIndependent([.. masks.SkipLast(1).SelectMany(row => row)], [.. masks.Skip(1).SelectMany(row => row)]);
        AssertIndependent([.. masks.SelectMany(row => row)], [.. Masks(seed: 2).SelectMany(row => row)]);
    }

    [Fact]
    public void Inference_drops_nothing()
    {
        ITestNetwork network = Uniform();
        var output = new float[Steps];
        network.Forward(OneHot(), output);
        Assert.All(output, value => Assert.Equal(1.0 / Steps, value, 6));
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
            ITestNetwork network = networks.Assembly.CreateNetwork("Language", seed: 4);
            using ITestTrainer trainer = network.CreateTrainer(new Adam(1e-2f), new TrainerOptions { Seed = 9, Threads = 1 }, shares);
            for (ulong step = 0; step < 4; step++)
                trainer.Step(ForwardChecks.Random(7 * network.Info.InputSize, step), ForwardChecks.Random(7 * network.Info.OutputSize, step + 100));
            return network.PackedParameters.ToArray();
        }
    }

    [Fact]
    public void Gradient_follows_the_mask_of_the_same_step()
    {
        // Were the mask of the way back another one than that of the forward pass, a tiny step along the gradient of all parameters would not lower this very
        // step's loss by the square of the gradient's length.
        ITestNetwork network = networks.Assembly.CreateNetwork("Language", seed: 4);
        float[] inputs = ForwardChecks.Random(7 * network.Info.InputSize);
        float[] targets = ForwardChecks.Random(7 * network.Info.OutputSize, 5);
        const float LearningRate = 1e-4f;
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(LearningRate), new TrainerOptions { Seed = 9 });
        double before = trainer.ComputeGradients(inputs, targets);
        double squared = 0;
        foreach (float value in trainer.Gradients) squared += (double)value * value;
        trainer.ApplyGradients();

        // A new trainer starts at step 0, and so draws the same masks.
        using ITestTrainer same = network.CreateTrainer(new Sgd(LearningRate), new TrainerOptions { Seed = 9 });
        double after = same.ComputeGradients(inputs, targets);
        Assert.InRange((before - after) / (LearningRate * squared), 0.97, 1.03);
    }

    /// <summary>The masks of the last query in some steps of a trainer, at rate 0, so that only the count moves.</summary>
    private float[][] Masks(ulong seed)
    {
        ITestNetwork network = Uniform();
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f), new TrainerOptions { Seed = seed });
        var targets = new float[Steps];
        Array.Fill(targets, 1f);
        var bias = new float[Steps];
        return [.. Enumerable.Range(0, Draws).Select(_ =>
        {
            trainer.ComputeGradients(OneHot(), targets);
            trainer.CopyGradient("attention1.out_proj.bias", bias);
            trainer.ApplyGradients();

            // The loss is the mean of squares, and the output the mask / steps.
            return Array.ConvertAll(bias, gradient => ((gradient * Steps / 2) + 1) * Steps);
        })];
    }

    private ITestNetwork Uniform()
    {
        ITestNetwork network = networks.Assembly.CreateNetwork("Uniform");
        network.SetParameter("attention1.in_proj_weight", [.. new float[2 * Steps * Steps], .. OneHot()]);
        network.SetParameter("attention1.out_proj.weight", OneHot());
        return network;
    }

    private static float[] OneHot() => [.. Enumerable.Range(0, Steps * Steps).Select(place => place / Steps == place % Steps ? 1f : 0f)];

    /// <summary>Two independent masks agree in 0.3^2 + 0.7^2 of their elements.</summary>
    private static void AssertIndependent(float[] left, float[] right)
    {
        double share = left.Zip(right, (one, other) => one < 0.5 == other < 0.5).Count(isSame => isSame) / (double)left.Length;
        Assert.InRange(share, 0.58 - 0.05, 0.58 + 0.05);
    }

    /// <summary>Compiled once for all tests of the class.</summary>
    public sealed class Networks : IDisposable
    {
        public CompiledAssembly Assembly { get; } = CompiledAssembly.Compile(
            """
            using NetGen;

            [Network(128, 128)] [MultiHeadAttention(1, Dropout = 0.3)] [Last] [MeanSquaredError]
            public sealed partial class Uniform;

            [Network(40, 6)] [MultiHeadAttention(3, Dropout = 0.25)] [TransformerBlock(2, Causal = true, Dropout = 0.2)] [MeanSquaredError]
            public sealed partial class Language;
            """);

        public void Dispose() => Assembly.Dispose();
    }
}
