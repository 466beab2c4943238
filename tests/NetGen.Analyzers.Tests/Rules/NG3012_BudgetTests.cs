namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG3012_BudgetTests
{
    private const string Rule = "NG3012";

    [Theory]
    [InlineData("[Network(5000)] [Dense(1000)] [ReLU] [{|NG3012:Dense(30000)|}] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(5000)] [Dense(1000)] [ReLU] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(1000)] [ReLU] [Dense(10)] partial class N;", "netgen_ng3012_multiply_adds = 1000", 1)]
    [InlineData("[Network(100)] [Dense(1000)] [ReLU] [Dense(10)] partial class N;", "netgen_ng3012_activations = 1000", 1)]
    [InlineData("[Network(5000)] [Dense(1000)] [ReLU] [Dense(30000)] partial class N;", "netgen_ng3012_parameters = 1e9", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
