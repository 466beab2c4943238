namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2013_SoftmaxBeforeDifferencesTests
{
    private const string Rule = "NG2013";

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2013:Softmax|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(2)] [{|NG2013:Softmax|}] [MeanAbsoluteError] partial class N;")]
    [InlineData("[Network(100)] [Dense(3)] [{|NG2013:Softmax|}] [Huber] partial class N;")]
    [InlineData("[Network(8, 8, 1)] [Conv2D(3, 1)] [{|NG2013:Softmax|}] [LogCosh] partial class N;")] // a class for each pixel
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(10)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Softmax] [SoftmaxCrossEntropy] partial class N;")] // NG2002
    [InlineData("[Network(100)] [Dense(10)] [Softmax] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [Sigmoid] [MeanSquaredError] partial class N;")] // NG2006
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [MeanSquaredError] partial class N;")] // logarithms have a slope everywhere
    [InlineData("[Network(100)] [Dense(1)] [Softmax] [MeanSquaredError] partial class N;")] // NG2001
    [InlineData("[Network(100)] [Dense(10)] [Softmax] [Softmax] [MeanSquaredError] partial class N;")] // NG2002
    [InlineData("[Network(100)] [Dense(10)] [Softmax] [Dice] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        "[Network(100)] [Dense(10)] [{|NG2013:Softmax|}] [MeanSquaredError] partial class N;",
        "softmax1 stands in front of [MeanSquaredError], so logits get its gradient times slopes p(1 - p), which begin at 0.09 for 10 classes and vanish where the network is sure and wrong. "
        + "Write [SoftmaxCrossEntropy], whose gradient is p - y, in the place of [Softmax] and [MeanSquaredError].")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(9)]\n[Dense(10)]\n[Softmax]\n[MeanSquaredError]\npartial class N;", "[Network(9)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;")]
    [InlineData("[Network(9), Dense(10), Softmax, Huber] partial class N;", "[Network(9), Dense(10), SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(9)] [Use<B>] [MeanSquaredError] partial class N; [Block] [Dense(10)] [Softmax] class B;", "[Network(9)] [Use<B>] [SoftmaxCrossEntropy] partial class N; [Block] [Dense(10)] class B;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
