namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4010_FanConflictTests
{
    private const string Rule = "NG4010";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(1000)] [He] [ReLU] [Dense(100)] [{|NG4010:He|}] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(50)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(1000)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")] // the first layer and the head
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(50)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;", "netgen_ng4010_ratio = 1.5", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
