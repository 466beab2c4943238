using System.Globalization;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>
/// What is left of the gradient of a last state on its way back through time, predicted and measured. A table that is added to the steps has the gradient of each step.
/// </summary>
public sealed class GradientOverTimeTests
{
    private const int Steps = 120;
    private const int Seeds = 20;

    private static readonly int[] s_distances = [0, 1, 2, 4, 8, 16, 32, 64];

    /// <summary>The further back, the more factors a product has, and the more its mean over networks is that of the few in which all of them are large.</summary>
    /// <param name="tolerance">By how much what is left of the gradient may differ at one step, as a share.</param>
    /// <param name="perStep">And by how much more with each step.</param>
    [Theory]
    [InlineData("[SimpleRNN(64, LastStepOnly = true)]", 0.15, 0.02)]
    [InlineData("[SimpleRNN(64, LastStepOnly = true)] [He(Target = Parameter.Recurrent)]", 0.15, 0.015)]
    [InlineData("[SimpleRNN(64, LastStepOnly = true)] [Normal(0.05, Target = Parameter.Recurrent)]", 0.15, 0.06)]
    [InlineData("[SimpleRNN(64, Reverse = true, LastStepOnly = true)]", 0.15, 0.02)]
    [InlineData("[LSTM(64, LastStepOnly = true)]", 0.15, 0.01)]
    [InlineData("[LSTM(64, ForgetBias = 3.5, LastStepOnly = true)]", 0.3, 0.01)]
    public void Fades_as_predicted(string layer, double tolerance, double perStep) => Compare(layer, (measured, predicted, distance)
        => Math.Abs(Math.Log(measured / predicted)) <= Math.Log(1 + tolerance) + (perStep * distance));

    /// <summary>Gates that are half open keep less than predicted: gates are alike from step to step, and that is left out. It errs on the side of silence.</summary>
    [Theory]
    [InlineData("[LSTM(64, ForgetBias = 0, LastStepOnly = true)]")]
    [InlineData("[GRU(64, LastStepOnly = true)]")]
    public void Fades_at_least_as_fast_as_predicted(string layer) => Compare(layer, (measured, predicted, distance)
        => measured <= 1.15 * predicted && Math.Log(measured / predicted) >= -0.2 - (0.15 * distance));

    /// <summary>NG4014 says how many steps are reached: beyond them, inputs change no bit of what the weights learn, and within they do.</summary>
    [Theory]
    [InlineData("[SimpleRNN(32, LastStepOnly = true)] [Normal(0.05, Target = Parameter.Recurrent)]")]
    [InlineData("[LSTM(32, ForgetBias = 0, LastStepOnly = true)]")]
    public void What_is_beyond_reach_teaches_nothing(string layer)
    {
        string attributes = $"[Network({Steps}, 8, InputMean = 0, InputStd = 1)] {layer} [Dense(1)] [MeanSquaredError]";
        int reached = SignalAnalysis.Analyze(Declared.Model(attributes)).Layers[0].StepsReached!.Value;
        Assert.InRange(reached, 8, Steps / 2);
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        float[] inputs = Normal(Steps * 8, 1);
        float[] expected = Gradients(network, inputs);
        Assert.True(Difference(expected, Gradients(network, Changed(inputs, upTo: Steps - reached))) < 1e-6);
        Assert.True(Difference(expected, Gradients(network, Changed(inputs, upTo: Steps - (reached / 8)))) > 1e-4);
    }

    /// <summary>Where the gradient grows on its way back nothing is out of reach: the first steps teach the weights more than the last.</summary>
    [Theory]
    [InlineData("[LSTM(32, ForgetBias = 6, LastStepOnly = true)]")]
    [InlineData("[LSTM(32, ForgetBias = 6)] [Last]")]
    [InlineData("[LSTM(32, ForgetBias = 6, Bidirectional = true)] [Last]")]
    public void A_gradient_that_grows_reaches_the_first_step(string layers)
    {
        const int Many = 500;
        string attributes = $"[Network({Many}, 8, InputMean = 0, InputStd = 0.1)] {layers} [Dense(1)] [MeanSquaredError]";
        Assert.Equal(Many, SignalAnalysis.Analyze(Declared.Model(attributes)).Layers[0].StepsReached);
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        float[] inputs = [.. Normal(Many * 8, 1).Select(static value => 0.1f * value)];
        float[] expected = Gradients(network, inputs);
        double first = Difference(expected, Gradients(network, WithOthers(0)));
        double last = Difference(expected, Gradients(network, WithOthers(Many - 10)));
        string told = string.Create(CultureInfo.InvariantCulture, $"Of other first steps {first:G3} comes, of other last ones {last:G3}.");
        Assert.True(first > 0.5 && first > last, told);

        float[] WithOthers(int from)
        {
            float[] others = Normal(inputs.Length, 2);
            return [.. inputs.Select((value, index) => index / 8 >= from && index / 8 < from + 10 ? 0.1f * others[index] : value)];
        }
    }

    private static float[] Gradients(CompiledNetwork network, float[] inputs)
    {
        using ITestTrainer trainer = network.Create(1).CreateTrainer(new Sgd(1));
        trainer.ComputeGradients(inputs, [1f]);
        return trainer.Gradients.ToArray();
    }

    private static float[] Changed(float[] inputs, int upTo)
    {
        float[] other = Normal(inputs.Length, 2);
        return [.. inputs.Select((value, index) => index < upTo * 8 ? other[index] : value)];
    }

    private static double Difference(float[] expected, float[] actual)
        => expected.Zip(actual, (one, other) => Math.Abs((double)one - other)).Max() / expected.Max(Math.Abs);

    private static float[] Normal(int count, ulong seed)
    {
        TestRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    private static void Compare(string layer, Func<double, double, int, bool> isRight)
    {
        string attributes = $"[Network({Steps}, 16, InputMean = 0, InputStd = 1)] [Dense(32)] [Positions] {layer} [Dense(10)] [MeanSquaredError]";
        double[] measured = Measure(attributes);
        double[] predicted = Predict(attributes);
        bool isReversed = layer.Contains("Reverse", StringComparison.Ordinal);
        List<string> off = [];
        foreach (int distance in s_distances)
        {
            int step = isReversed ? distance : Steps - 1 - distance;
            if (!isRight(measured[step], predicted[step], distance)) off.Add(string.Create(CultureInfo.InvariantCulture, $"{distance} steps back: {measured[step]:g4} where {predicted[step]:g4} is predicted"));
        }

        Assert.True(off.Count == 0, $"{attributes}\n{string.Join('\n', off)}");
    }

    /// <summary>The root mean square of the gradient at each step's input.</summary>
    private static double[] Predict(string attributes)
    {
        NetworkModel model = Declared.Model(attributes);
        LayerSignal signal = SignalAnalysis.Analyze(model).Layers[2];
        GradientState back = model.Nodes[2].Layer.PropagateBack(
            model.Nodes[2], 0, [SignalAnalysis.Forward(model)[1]], new GradientState(signal.GradientStd * signal.GradientStd), new SignalMath(SignalOptions.Default));
        return [.. back.Columns.Select(share => Math.Sqrt(back.SecondMoment * share))];
    }

    private static double[] Measure(string attributes)
    {
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        ParameterInfo table = network.Create(1).Info.Parameters.Single(parameter => parameter.Name.StartsWith("positions1.", StringComparison.Ordinal));
        int features = table.Count / Steps;
        double[] sums = new double[Steps];
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            using ITestTrainer trainer = network.Create(seed).CreateTrainer(new Sgd(1));
            trainer.ComputeGradients(Normal(Steps * 16, seed), Normal(10, seed + 1000));
            float[] gradient = new float[table.Count];
            trainer.CopyGradient(table.Name, gradient);
            for (int index = 0; index < gradient.Length; index++) sums[index / features] += (double)gradient[index] * gradient[index] / features / Seeds;
        }

        return [.. sums.Select(Math.Sqrt)];
    }
}
