namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2008_RedundantActivationTests
{
    private const string Rule = "NG2008";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [{|NG2008:ReLU|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Sigmoid] [{|NG2008:Tanh|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2008:LogSoftmax|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2008:LogSoftmax|}] [Softmax] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2008:LogSoftmax|}] [LogSoftmax] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [ReLU] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Add(\"input\")] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [Softmax] [Concat(\"logsoftmax1\")] partial class N;")]
    [InlineData("[Network(100)] [Dense(10)] [LogSoftmax] [Softmax] [Output(\"logsoftmax1\")] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [{|NG2008:ReLU|}] [Dense(10)] partial class N;", "relu2 is the second activation in a row, behind relu1, which is never negative, so it changes nothing. Remove [ReLU].")]
    [InlineData("[Network(100)] [Dense(10)] [{|NG2008:LogSoftmax|}] [SoftmaxCrossEntropy] partial class N;", "logsoftmax1 changes nothing: the loss takes the softmax of what it is given, and that of logarithms of probabilities is the probabilities. Remove [LogSoftmax].")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)]\n[Dense(100)]\n[ReLU]\n[Tanh]\n[Dense(10)] partial class N;", "[Network(100)]\n[Dense(100)]\n[ReLU]\n[Dense(10)] partial class N;")]
    [InlineData("[Network(100)]\n[Dense(10)]\n[LogSoftmax]\n[SoftmaxCrossEntropy]\npartial class N;", "[Network(100)]\n[Dense(10)]\n[SoftmaxCrossEntropy]\npartial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fixed_everywhere() => RuleTest.FixedAll(
        Rule,
        "[Network(9), Dense(9), ReLU, ReLU, Dense(9), ReLU, ReLU, Dense(2)]\npartial class N;\n",
        "[Network(9), Dense(9), ReLU, Dense(9), ReLU, Dense(2)]\npartial class N;\n");
}
