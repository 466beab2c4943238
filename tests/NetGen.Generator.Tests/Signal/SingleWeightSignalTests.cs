namespace NetGen.Generator.Tests.Signal;

/// <summary>Weights of which each output has one that is large: what it sums is skewed, and so is what a rectifier lets through.</summary>
public sealed class SingleWeightSignalTests
{
    [Theory]
    [InlineData("[Dense(64)] [RandomizedAsymmetric] [ReLU] [Dense(64)] [RandomizedAsymmetric] [ReLU] [Dense(64)] [RandomizedAsymmetric] [ReLU] [Dense(10)]")]
    [InlineData("[Dense(128)] [RandomizedAsymmetric] [LeakyReLU] [Dense(64)] [RandomizedAsymmetric] [LeakyReLU] [Dense(10)]")]
    public void Values_and_gradients_are_as_large_as_predicted(string layers)
        => MeasuredSignal.AssertPredicted("ReLU", $"[Network(100, InputMean = 0, InputStd = 1)] {layers} [MeanSquaredError]", 0.08, seeds: 100);
}
