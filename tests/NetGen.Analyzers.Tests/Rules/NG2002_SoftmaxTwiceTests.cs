namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2002_SoftmaxTwiceTests
{
    private const string Rule = "NG2002";

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2002:Softmax|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Softmax] [{|NG2002:Softmax|}] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Softmax] [{|NG2002:LogSoftmax|}] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [Softmax] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Softmax] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [Softmax] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [SoftmaxCrossEntropy] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2002:Softmax|}] [SoftmaxCrossEntropy] partial class N;", "softmax1 gives probabilities, but the loss has a softmax of its own, so that of 10 classes none can ever get more than 23 %. Remove [Softmax].")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)]\n[Dense(10)]\n[Softmax]\n[SoftmaxCrossEntropy]\npartial class N;", "[Network(100)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;")]
    [InlineData("[Network(9), Dense(10), Softmax, Softmax] partial class N;", "[Network(9), Dense(10), Softmax] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
