namespace NetGen.Generator.Tests.Signal;

/// <summary>Softmax and its logarithms, for logits that are near each other and far apart.</summary>
public sealed class SoftmaxSignalTests
{
    [Theory]
    [InlineData("[Dense(8)] [Normal(0.02)] [LogSoftmax]")]
    [InlineData("[Dense(8)] [Normal(0.1)] [LogSoftmax]")]
    [InlineData("[Dense(10)] [Normal(0.3)] [LogSoftmax]")]
    [InlineData("[Dense(16)] [Normal(0.1)] [LogSoftmax] [Dense(8)] [LeCun]")]
    [InlineData("[Dense(3)] [Normal(0.1)] [LogSoftmax] [Dense(8)] [LeCun]")]
    public void Values_and_gradients_of_logarithms_are_as_large_as_predicted(string layers)
        => MeasuredSignal.AssertPredicted("LogSoftmax", $"[Network(100, InputMean = 0, InputStd = 1)] {layers} [MeanSquaredError]", 0.1);
}
