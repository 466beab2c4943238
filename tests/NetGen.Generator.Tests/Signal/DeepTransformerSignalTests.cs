namespace NetGen.Generator.Tests.Signal;

/// <summary>
/// Many blocks one above the other. Steps become alike, and attention gives all of them what comes back to one: so the gradient does not fade, wherever the normalisation stands.
/// </summary>
public sealed class DeepTransformerSignalTests
{
    private const string Input = "[Network(16, 32, InputMean = 0, InputStd = 1)] ";

    [Theory]
    [InlineData("[TransformerBlock(4)]", "[LayerNorm]")]
    [InlineData("[TransformerBlock(4, PostNorm = true)]", "")]
    public void Values_and_gradients_are_as_large_as_predicted(string block, string end)
        => MeasuredSignal.AssertPredicted("Last", $"{Input}{string.Concat(Enumerable.Repeat(block + " ", 6))}{end} [Last] [Dense(10)] [MeanSquaredError]", 0.3, seeds: 6);
}
