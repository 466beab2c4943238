using NetGen.Generator.Prediction;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>What attention and tables are told besides their sizes: values and gradients, against the mean of many networks.</summary>
public sealed class SequenceSignalTests
{
    private const string Input = "[Network(12, 32, InputMean = 0, InputStd = 1)] ";

    [Theory]
    [InlineData("[Dense(128)] [MultiHeadAttention(4, Dropout = 0.3)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(128)] [MultiHeadAttention(4, Causal = true, Dropout = 0.5)] [Flatten] [Dense(10)]")]
    public void Values_and_gradients_through_attention_are_as_predicted(string layers)
        => MeasuredSignal.AssertPredicted("Dense", Input + layers + " [MeanSquaredError]", 0.12, seeds: 60);

    /// <summary>What rectifiers give is alike from step to step, and turning by the step makes less of that: gradients in front of such attention are larger than predicted.</summary>
    [Theory]
    [InlineData("[Dense(128)] [MultiHeadAttention(4, Rotary = true)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(128)] [ReLU] [MultiHeadAttention(4, Rotary = true, RotaryBase = 10)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(128)] [ReLU] [MultiHeadAttention(4, Dropout = 0.3)] [Flatten] [Dense(10)]")]
    public void Gradients_of_steps_that_are_alike_are_roughly_as_predicted(string layers)
        => MeasuredSignal.AssertPredicted("Dense", Input + layers + " [MeanSquaredError]", 0.3, seeds: 60);

    /// <summary>Gradients of steps behind attention are alike, which is followed in the mean over all pairs of steps only: those of its own parameters are larger.</summary>
    [Theory]
    [InlineData("[Dense(48)] [MultiHeadAttention(4)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [MultiHeadAttention(4, Dropout = 0.3)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [MultiHeadAttention(4, Causal = true, Dropout = 0.5)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [MultiHeadAttention(4, Rotary = true)] [Flatten] [Dense(10)]")]
    public void Gradients_of_its_parameters_are_roughly_as_predicted(string layers)
        => MeasuredSignal.AssertPredicted("MultiHeadAttention", Input + layers + " [MeanSquaredError]", 0.3, seeds: 60);

    /// <summary>Of five indices that are equally frequent one gives zeros.</summary>
    [Fact]
    public void The_row_of_padding_takes_its_share_of_a_table()
    {
        LayerSignal whole = SignalAnalysis.Analyze(Declared.Model("[Network(6, Vocabulary = 5)] [Embedding(64)] [Flatten] [Dense(10)] [MeanSquaredError]")).Layers[0];
        LayerSignal masked = SignalAnalysis.Analyze(Declared.Model("[Network(6, Vocabulary = 5)] [Embedding(64, Mask = 2)] [Flatten] [Dense(10)] [MeanSquaredError]")).Layers[0];
        Assert.Equal(1, whole.Rms, 9);
        Assert.Equal(Math.Sqrt(0.8), masked.Rms, 9);
    }
}
