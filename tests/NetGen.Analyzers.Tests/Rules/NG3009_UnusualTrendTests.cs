namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG3009_UnusualTrendTests
{
    private const string Rule = "NG3009";

    [Theory]
    [InlineData("[Network(9, 9, 1)] [Conv2D(16, 3)] [ReLU] [Conv2D(32, 3)] [ReLU] [Flatten] [Dense(2)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(32, 3)] [ReLU] [Conv2D(16, 3)] [ReLU] [Flatten] [Dense(2)] partial class N;")] // off by default
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9, 9, 1)] [Conv2D(32, 3)] [ReLU] [Conv2D(16, 3)] [ReLU] [Flatten] [Dense(2)] partial class N;", "dotnet_diagnostic.NG3009.severity = warning", 1)]
    [InlineData("[Network(9, 9, 1)] [Conv2D(16, 3)] [ReLU] [Conv2D(16, 3)] [ReLU] [Conv2D(8, 1)] [Flatten] [Dense(2)] partial class N;", "dotnet_diagnostic.NG3009.severity = warning", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
