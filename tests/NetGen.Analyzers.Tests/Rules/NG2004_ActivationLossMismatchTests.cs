namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2004_ActivationLossMismatchTests
{
    private const string Rule = "NG2004";

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2004:Sigmoid|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2004:HardSigmoid|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2004:Sigmoid|}] [BinaryCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2004:Sigmoid|}] [BinaryFocal] partial class N;")]
    [InlineData("[Network(100)] [Dense(3)] [{|NG2004:HardSigmoid|}] [BinaryCrossEntropy] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [Sigmoid] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Sigmoid] partial class N;")]
    [InlineData("[Network(100)] [Dense(9)] [Sigmoid] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [BinaryCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(3)] [Sigmoid] [Huber] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2004:Sigmoid|}] [SoftmaxCrossEntropy] partial class N;", "sigmoid1 stands in front of [SoftmaxCrossEntropy], so logits lie from 0 to 1: of 10 classes none can ever get more than 23 %, and the loss stays above 1.46. Remove [Sigmoid]: the loss works on the numbers of the layer above it.")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2004:Sigmoid|}] [BinaryCrossEntropy] partial class N;", "sigmoid1 stands in front of [BinaryCrossEntropy], so predictions lie from 0.5 to 0.731. Remove [Sigmoid]: the loss works on the numbers of the layer above it.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [Sigmoid] [SoftmaxCrossEntropy] partial class N;", "[Network(100)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Sigmoid] [BinaryCrossEntropy] partial class N;", "[Network(100)] [Dense(1)] [BinaryCrossEntropy] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
