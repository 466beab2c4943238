using Xunit;

namespace NetGen.Tests.Networks;

#pragma warning disable format // one line per layer
[Network(5)] [Dense(19)] [Activation(typeof(Hard))] [Dense(2)] [MeanSquaredError] public sealed partial class HardNet;

[Network(5)] [Dense(19)] [ReLU] [Dense(2)] [MeanSquaredError] public sealed partial class HardNetOfLibrary;

[Network(5)] [Dense(19)] [Activation(typeof(Soft))] [Dense(2)] [MeanSquaredError] public sealed partial class SoftNet;

[Network(5)] [Dense(19)] [SiLU] [Dense(2)] [MeanSquaredError] public sealed partial class SoftNetOfLibrary;
#pragma warning restore format

/// <summary>A rectifier by a choice, which takes a side for what is no number, too.</summary>
public readonly struct Hard : IActivationFunction
{
    public static float Value(float x) => x > 0 ? x : 0;
}

/// <summary>SiLU, whose exponential leaves the range of floats from x = -89 on.</summary>
public readonly struct Soft : IActivationFunction
{
    public static float Value(float x) => x / (1 + MathF.Exp(-x));
}

/// <summary>Activations that users write, beside the library's of the same formula.</summary>
public sealed class OwnActivationTests
{
    [Fact]
    public void A_choice_is_the_rectifier_that_it_says() => Compare<HardNet, HardNetOfLibrary>();

    [Fact]
    public void A_quotient_is_the_smooth_one_that_it_says() => Compare<SoftNet, SoftNetOfLibrary>();

    [Fact]
    public void What_is_no_number_stays_none()
    {
        float[] output = new float[2];
        new HardNet(1).Forward([1, 2, float.NaN, 4, 5], output);
        Assert.All(output, static value => Assert.True(float.IsNaN(value)));
    }

    /// <summary>Far below 0 both the function and its slope are 0, where parts of the formula overflow.</summary>
    [Fact]
    public void Far_out_slopes_are_numbers()
    {
        var network = new SoftNet(1);
        using Trainer<SoftNet> trainer = network.CreateTrainer(new Sgd(0.1));
        Assert.True(float.IsFinite(trainer.Step([1e4f, -1e4f, 1e4f, -1e4f, 1e4f], [0.5f, 0.5f])));
        float[] gradient = new float[95];
        trainer.CopyGradient("dense1.weight", gradient);
        Assert.All(gradient, static slope => Assert.True(float.IsFinite(slope)));
    }

    private static void Compare<TOwn, TLibrary>()
        where TOwn : class, ITrainableNetwork<TOwn>
        where TLibrary : class, ITrainableNetwork<TLibrary>
    {
        (TOwn own, TLibrary library) = (TOwn.Create(3), TLibrary.Create(3));
        foreach (ParameterInfo parameter in TLibrary.Info.Parameters)
        {
            float[] values = new float[parameter.Count];
            library.CopyParameter(parameter.Name, values);
            own.SetParameter(parameter.Name, values);
        }

        using Trainer<TOwn> ownTrainer = new(own, new Sgd(0.1));
        using Trainer<TLibrary> libraryTrainer = new(library, new Sgd(0.1));
        var random = new SeededRandom(5);
        float[] inputs = [.. Enumerable.Range(0, 35).Select(_ => (float)((6 * random.NextDouble()) - 3))];
        float[] targets = [.. Enumerable.Range(0, 14).Select(_ => (float)random.NextDouble())];
        for (int step = 0; step < 5; step++)
        {
            // Both round where the other does not, and steps carry it on.
            float tolerance = step == 0 ? 1e-6f : 1e-5f;
            float expected = libraryTrainer.Step(inputs, targets);
            Assert.Equal(expected, ownTrainer.Step(inputs, targets), tolerance * Math.Max(1, expected));
        }

        foreach (ParameterInfo parameter in TLibrary.Info.Parameters)
        {
            (float[] expected, float[] actual) = (new float[parameter.Count], new float[parameter.Count]);
            library.CopyParameter(parameter.Name, expected);
            own.CopyParameter(parameter.Name, actual);
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5f);
        }
    }
}
