namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2009_SaturatingStackTests
{
    private const string Rule = "NG2009";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [{|NG2009:Sigmoid|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [{|NG2009:Sigmoid|}] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [{|NG2009:Tanh|}] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [BatchNorm] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [ReLU] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] partial class N;", "netgen_ng2009_sigmoid = 2", 1)]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(10)] partial class N;", "netgen_ng2009_tanh = 9", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
