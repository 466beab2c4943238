namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2014_SoftmaxInMiddleTests
{
    private const string Rule = "NG2014";
    private const string Input = "[Network(100, InputMean = 0, InputStd = 1)]";

    [Theory]
    [InlineData(Input + " [Dense(50)] [{|NG2014:Softmax|}] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Input + " [Dense(50)] [{|NG2014:Softmax|}] [Dropout(0.5)] [ReLU] [BatchNorm] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Input + " [Dense(50)] [{|NG2014:Softmax|}] [Dense(50)] [{|NG2014:Softmax|}] [Dense(10)] [Softmax] partial class N;")]
    [InlineData("[Network(8, 8, 1)] [Conv2D(4, 3)] [{|NG2014:Softmax|}] [MaxPool2D(2)] [Flatten] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(8, 4)] [Dense(5)] [{|NG2014:Softmax|}] [LSTM(6)] [Flatten] [Dense(1)] [MeanSquaredError] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Input + " [Dense(50)] [ReLU] [Dense(10)] [Softmax] partial class N;")]
    [InlineData(Input + " [Dense(10)] [Softmax] [MeanSquaredError] partial class N;")] // the head
    [InlineData(Input + " [Dense(100)] [Softmax] [Multiply(\"input\")] [Dense(10)] partial class N;")] // a gate
    [InlineData(Input + " [Dense(100)] [Softmax] [Concat(\"input\")] [Dense(10)] partial class N;")] // joined with other values
    [InlineData(Input + " [Dense(5, Name = \"a\")] [Softmax] [Output(\"softmax1\")] [Dense(10)] [MeanSquaredError] partial class N;")] // an output
    [InlineData(Input + " [Dense(50)] [LogSoftmax] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Softmax] [Dense(10)] partial class N;")] // of the input itself
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        Input + " [Dense(50)] [{|NG2014:Softmax|}] [Dense(10)] [SoftmaxCrossEntropy] partial class N;",
        "softmax1 is the activation of a hidden layer: its 50 values add up to 1, each begins near 0.02, and the gradient is multiplied by slopes p(1 - p), near 0.0196 and never above 0.25. "
        + "Write [ReLU] in its place.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    /// <summary>A remark for one cause: how decided such a softmax begins is of no interest.</summary>
    [Theory]
    [InlineData(Input + " [Dense(50)] [Normal(4)] [Softmax] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Nothing_is_said_of_its_scores(string source) => RuleTest.Verify("NG4015", source);

    [Theory]
    [InlineData(Input + "\n[Dense(50)] [Softmax]\n[Dense(10)] partial class N;", Input + "\n[Dense(50)] [ReLU]\n[Dense(10)] partial class N;")]
    [InlineData("[Network(9), Dense(9), Softmax, Dense(2)] partial class N;", "[Network(9), Dense(9), ReLU, Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [Softmax] class B;", "[Network(9)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [ReLU] class B;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
