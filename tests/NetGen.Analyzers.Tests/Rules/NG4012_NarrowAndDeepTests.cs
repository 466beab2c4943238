namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4012_NarrowAndDeepTests
{
    private const string Rule = "NG4012";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [{|NG4012:Dense(10)|}] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(5, InputMean = 0, InputStd = 1)] [{|NG4012:Dense(5)|}] [Normal(9)] [Softmax] [Multiply(\"input\")] [Dense(5)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10, UseBias = false)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;", "netgen_ng4012_band = 20", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
