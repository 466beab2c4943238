using NetGen.Generator.Prediction;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>Trained factors change the size of a signal and of a gradient, and nothing else.</summary>
public sealed class ScaleSignalTests
{
    private const string Input = "[Network(100, InputMean = 0, InputStd = 1)] ";

    /// <summary>Weights half as large make values half as large.</summary>
    [Theory]
    [InlineData("[Dense(64)] [Normal(0.1)] [ReLU] [Scale(Initial = 0.5)] [Dense(32)] [LeCun] [ReLU]", "[Dense(64)] [Normal(0.05)] [ReLU] [Dropout(0)] [Dense(32)] [LeCun] [ReLU]")]
    [InlineData("[Dense(64)] [Normal(0.1)] [Scale(Initial = -0.5, Shared = true)] [Dense(32)] [LeCun] [Tanh]", "[Dense(64)] [Normal(0.05)] [Dropout(0)] [Dense(32)] [LeCun] [Tanh]")]
    [InlineData("[Dense(64)] [Normal(0.1)] [Scale(Initial = -2)] [Tanh] [Dense(32)] [LeCun]", "[Dense(64)] [Normal(0.2)] [Dropout(0)] [Tanh] [Dense(32)] [LeCun]")]
    public void A_factor_is_one_of_the_weights_in_front(string scaled, string expected)
    {
        (SignalReport actual, SignalReport weights) = (Analyze(scaled), Analyze(expected));
        Assert.Equal(weights.Layers[^1].Std, actual.Layers[^1].Std, 1e-9);
        Assert.Equal(weights.Layers[2].GradientStd, actual.Layers[2].GradientStd, 1e-9);
    }

    [Fact]
    public void A_negative_factor_turns_what_is_positive()
    {
        const string Layers = "[Dense(64)] [LeCun] [ReLU]";
        LayerSignal turned = Analyze(Layers + " [Scale(Initial = -2)]").Layers[^1];
        Assert.Equal(-2 * Analyze(Layers).Layers[^1].Mean, turned.Mean, 1e-12);
        Assert.Equal(0, turned.High);
        Assert.Equal(double.NegativeInfinity, turned.Low);
    }

    [Theory]
    [InlineData("[Dense(64)] [LeCun] [Tanh] [Scale] [Dense(8)] [LeCun]")]
    [InlineData("[Dense(64)] [LeCun] [Scale(Initial = 0.5, Shared = true)] [ReLU] [Dense(8)] [LeCun]")]
    [InlineData("[Dense(100)] [LeCun] [Tanh] [Scale(Initial = -0.5)] [Add(\"input\")] [Dense(8)] [LeCun]")]
    [InlineData("[Dense(100)] [LeCun] [Tanh] [Scale(Initial = 0, Shared = true)] [Add(\"input\")] [Dense(8)] [Normal(0.02)]")]
    public void Values_and_gradients_are_as_large_as_predicted(string layers) => MeasuredSignal.AssertPredicted("Scale", Input + layers + " [MeanSquaredError]", 0.1);

    private static SignalReport Analyze(string layers) => SignalAnalysis.Analyze(Declared.Model(Input + layers));
}
