namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2005_RestrictedLogitsTests
{
    private const string Rule = "NG2005";

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2005:ReLU|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2005:Tanh|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2005:LeakyReLU|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2005:ReLU|}] [BinaryCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(2)] [{|NG2005:Softplus|}] [Poisson] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [ReLU] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Tanh] [MeanSquaredError] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2005:Tanh|}] [SoftmaxCrossEntropy] partial class N;", "tanh1 stands in front of [SoftmaxCrossEntropy], so logits lie from -1 to 1: of 10 classes none can ever get more than 45 %, and the loss stays above 0.797. Remove [Tanh]: the loss works on the numbers of the layer above it.")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2005:ReLU|}] [SoftmaxCrossEntropy] partial class N;", "relu1 stands in front of [SoftmaxCrossEntropy], so no logit is below 0: a class can be made likely, but not unlikely. Remove [ReLU]: the loss works on the numbers of the layer above it.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [ReLU] [SoftmaxCrossEntropy] partial class N;", "[Network(100)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Use<B>] [SoftmaxCrossEntropy] partial class N; [Block] [Dense(10)] [ReLU] class B;", "[Network(100)] [Use<B>] [SoftmaxCrossEntropy] partial class N; [Block] [Dense(10)] class B;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
