namespace NetGen.Generator.Tests.Signal;

/// <summary>Layers that make one channel of several, behind weights.</summary>
public sealed class GatedSignalTests
{
    [Theory]
    [InlineData("GLU", "[Dense(128)] [LeCun] [GLU] [Dense(128)] [LeCun] [GLU] [Dense(8)] [LeCun]")]
    [InlineData("SwiGLU", "[Dense(128)] [LeCun] [SwiGLU] [Dense(8)] [LeCun]")]
    [InlineData("GeGLU", "[Dense(128)] [LeCun] [GeGLU] [Dense(8)] [LeCun]")]
    [InlineData("ReGLU", "[Dense(128)] [LeCun] [ReGLU] [Dense(8)] [LeCun]")]
    [InlineData("Maxout", "[Dense(128)] [LeCun] [Maxout(2)] [Dense(128)] [LeCun] [Maxout(2)] [Dense(8)] [LeCun]")]
    [InlineData("Maxout", "[Dense(192)] [LeCun] [Maxout(3)] [Dense(8)] [LeCun]")]
    [InlineData("Maxout", "[Dense(320)] [LeCun] [Maxout(5)] [Dense(8)] [LeCun]")]
    public void Values_and_gradients_are_as_large_as_predicted(string kind, string layers)
        => MeasuredSignal.AssertPredicted(kind, $"[Network(100, InputMean = 0, InputStd = 1)] {layers} [MeanSquaredError]", 0.1, seeds: 100);
}
