namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4008_SaturatedUnitsTests
{
    private const string Rule = "NG4008";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4008:Normal(1)|}] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4008:Normal(1)|}] [Sigmoid] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 9)] [Dense(100)] [{|NG4008:Xavier|}] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1)] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100, UseBias = false)] [Normal(1)] [BatchNorm] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1)] [Tanh] [Dense(10)] [LeCun] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 9)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;", null)]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1)] [Tanh] [Dense(10)] [LeCun] partial class N;", "netgen_ng4008_share = 0.99", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
