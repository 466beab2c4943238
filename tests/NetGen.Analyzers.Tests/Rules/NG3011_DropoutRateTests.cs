namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG3011_DropoutRateTests
{
    private const string Rule = "NG3011";

    [Theory]
    [InlineData("[Network(100)] [Dense(9)] [ReLU] [{|NG3011:Dropout(0.6)|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(9)] [{|NG3011:Dropout(0.1)|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(9)] [{|NG3011:Dropout(0.1)|}] [Softmax] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(9)] [ReLU] [Dropout(0.5)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dropout(0.2)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(9)] [Dropout(0)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(9)] [Dropout(0.1)] partial class N;")] // more may follow
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(9)] [ReLU] [{|NG3011:Dropout(0.8)|}] [Dense(10)] partial class N;", "dropout1 drops 80 %, more than 50 %, and multiplies the mean square in training by 5.00. Write [Dropout(0.5)] or less.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(9)] [ReLU] [Dropout(0.8)] [Dense(10)] partial class N;", "[Network(100)] [Dense(9)] [ReLU] [Dropout(0.5)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(9)] [Dropout(0.1)] [SoftmaxCrossEntropy] partial class N;", "[Network(100)] [Dense(9)] [SoftmaxCrossEntropy] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData("[Network(100)] [Dense(9)] [ReLU] [Dropout(0.8)] [Dense(10)] partial class N;", "netgen_ng3011_rate = 0.8", 0)]
    [InlineData("[Network(100)] [Dense(9)] [ReLU] [Dropout(0.4)] [Dense(10)] partial class N;", "netgen_ng3011_rate = 0.3", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
