namespace NetGen.Generator.Tests.Signal;

/// <summary>What attention and tables are told besides their sizes: values, and gradients of values and parameters, against the mean of many networks.</summary>
public sealed class SequenceSignalTests
{
    private const string Input = "[Network(12, 32, InputMean = 0, InputStd = 1)] ";

    [Theory]
    [InlineData("[Dense(48)] [MultiHeadAttention(4, Dropout = 0.3)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [MultiHeadAttention(4, Causal = true, Dropout = 0.5)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [MultiHeadAttention(4, Rotary = true)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [ReLU] [MultiHeadAttention(4, Rotary = true, RotaryBase = 10)] [Flatten] [Dense(10)]")]
    [InlineData("[Dense(48)] [ReLU] [MultiHeadAttention(4, Dropout = 0.3)] [Flatten] [Dense(10)]")]
    public void Attention_is_as_predicted(string layers) => MeasuredSignal.AssertPredicted("MultiHeadAttention", Input + layers + " [MeanSquaredError]", 0.12, seeds: 60);

    [Theory]
    [InlineData("[Network(6, Vocabulary = 5)] [Embedding(64)] [Flatten] [Dense(10)]")]
    [InlineData("[Network(6, Vocabulary = 5)] [Embedding(64, Mask = 2)] [Flatten] [Dense(10)]")]
    [InlineData("[Network(6, Vocabulary = 3)] [Embedding(64, Mask = 0)] [Dense(32)] [Tanh] [Flatten] [Dense(10)]")]
    [InlineData("[Network(6, Vocabulary = 4)] [Embedding(64, Mask = 3)] [Constant(0.7)] [Flatten] [Dense(10)]")]
    public void Tables_are_as_predicted(string layers) => MeasuredSignal.AssertPredicted("Embedding", layers + " [MeanSquaredError]", 0.12, seeds: 60);
}
