using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Optimisers against PyTorch itself; PyTorchOptimizers.py has the same cases, and writes its results.</summary>
public class PyTorchOptimizerTests
{
    private const int Steps = 8;

    private static readonly Dictionary<string, Func<Optimizer>> Cases = new()
    {
        ["Sgd"] = () => new Sgd(0.1),
        ["Sgd Nesterov"] = () => new Sgd(0.1) { Momentum = 0.9, Nesterov = true, WeightDecay = 0.05 },
        ["Adam"] = () => new Adam(0.05),
        ["Adam Amsgrad"] = () => new Adam(0.05) { Beta1 = 0.8, Beta2 = 0.7, Amsgrad = true, WeightDecay = 0.1 },
        ["AdamW"] = () => new AdamW(0.05),
        ["AdamW Amsgrad"] = () => new AdamW(0.05) { Beta1 = 0.8, Beta2 = 0.7, Amsgrad = true, WeightDecay = 0.1 },
        ["RmsProp"] = () => new RmsProp(0.05),
        ["RmsProp Centered"] = () => new RmsProp(0.05) { Alpha = 0.9, Momentum = 0.5, Centered = true, WeightDecay = 0.1 },
        ["Adagrad"] = () => new Adagrad(0.05) { LearningRateDecay = 0.1, WeightDecay = 0.1 },
        ["Adadelta"] = () => new Adadelta(1) { WeightDecay = 0.1 },
        ["Adamax"] = () => new Adamax(0.05),
        ["Adamax Decay"] = () => new Adamax(0.05) { Beta1 = 0.8, Beta2 = 0.7, Epsilon = 1e-3, WeightDecay = 0.1 },
        ["RAdam"] = () => new RAdam(0.05),
        ["RAdam Decay"] = () => new RAdam(0.05) { Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-3, WeightDecay = 0.1 },
        ["Asgd"] = () => new Asgd(0.05),
        ["Asgd Average"] = () => new Asgd(0.05) { Lambda = 0.1, Alpha = 0.5, AverageFrom = 3, WeightDecay = 0.1 },
        ["Rprop"] = () => new Rprop(0.05),
        ["Rprop Limits"] = () => new Rprop(0.05) { Shrinkage = 0.3, Growth = 1.7, SmallestStep = 0.02, LargestStep = 0.1 },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void EveryResultIsCompared()
    {
        string[] averages = [.. PyTorchOptimizerValues.All.Keys.Where(name => name.EndsWith(", average", StringComparison.Ordinal))];
        Assert.Equal(Cases.Keys.Order(StringComparer.Ordinal), PyTorchOptimizerValues.All.Keys.Except(averages).Order(StringComparer.Ordinal));
        Assert.NotEmpty(averages);
    }

    /// <summary>At every width, and in the vector that is not full.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void StepsAreThoseOfPyTorch(string name)
    {
        foreach (int copies in new[] { 1, 2, 7 })
        {
            (float[] parameters, OptimizerState state) = Run(Cases[name](), copies);
            AssertClose(PyTorchOptimizerValues.All[name], parameters);
            if (PyTorchOptimizerValues.All.TryGetValue($"{name}, average", out float[]? average)) AssertClose(average, state.Slots[0].Span.ToArray());
        }
    }

    private static (float[] Parameters, OptimizerState State) Run(Optimizer optimizer, int copies)
    {
        float[] start = [0.6f, -0.4f, 0.01f, -1.5f, 0f, 2f];
        float[] parameters = [.. Enumerable.Repeat(start, copies).SelectMany(values => values)];
        var state = new OptimizerState(optimizer, parameters.Length);
        for (int step = 0; step < Steps; step++)
        {
            float[] gradients = [.. Enumerable.Range(0, parameters.Length).Select(i => Gradient(step, i % start.Length))];
            var range = new UpdateRange(ref parameters[0], ref gradients[0], state, 0, parameters.Length) { Step = new(step, optimizer.Rate) };
            if (step == 0) optimizer.Begin(range);
            optimizer.Advance(state);
            Assert.True(optimizer.Update(range));
            state.Updates++;
        }

        return (parameters, state);
    }

    private static float Gradient(int step, int index) => index == 4 ? 0f : (float)(Math.Cos(1.3 * step * (index + 1)) * (1 + index));

    private static void AssertClose(float[] expected, float[] actual)
    {
        for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i % expected.Length], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i % expected.Length])));
    }
}
