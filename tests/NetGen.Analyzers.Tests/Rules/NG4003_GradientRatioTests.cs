namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4003_GradientRatioTests
{
    private const string Rule = "NG4003";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [{|NG4003:Normal(0.01)|}] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1)] [ReLU] [Dense(100)] [{|NG4003:Normal(1)|}] [ReLU] [Dense(100)] [Normal(1)] [ReLU] [Dense(100)] [Normal(1)] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Dense(100)] [Xavier] [ReLU]", 30, 1)]
    [InlineData("[Dense(100)] [Xavier] [ReLU]", 22, 0)]
    [InlineData("[Dense(100)] [Normal(0.02)] [ReLU]", 4, 0)]
    [InlineData("[Dense(100)] [Normal(0.02)] [Tanh]", 6, 1)]
    public async Task The_limit_depends_on_whether_activations_bend(string layer, int layers, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, $"[Network(100, InputMean = 0, InputStd = 1)] {string.Concat(Enumerable.Repeat(layer + " ", layers))}[Dense(10)] [LeCun] partial class N;", string.Empty)).Length);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100, UseBias = false)] [Normal(3)] [BatchNorm] [ReLU] [Dense(100, UseBias = false)] [Normal(3)] [BatchNorm] [ReLU] [Dense(100, UseBias = false)] [Normal(3)] [BatchNorm] [ReLU] [Dense(100, UseBias = false)] [Normal(3)] [BatchNorm] [ReLU] [Dense(100, UseBias = false)] [Normal(3)] [BatchNorm] [ReLU] [Dense(100, UseBias = false)] [Normal(3)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(10)] [LeCun] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(100)] [Xavier] [Sigmoid] [Dense(10)] [LeCun] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
