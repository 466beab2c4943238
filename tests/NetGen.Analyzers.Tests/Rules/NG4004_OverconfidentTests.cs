namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4004_OverconfidentTests
{
    private const string Rule = "NG4004";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [{|NG4004:Normal(1)|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(5)] [ReLU] [Dense(10)] [{|NG4004:LeCun|}] [SoftmaxCrossEntropy] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(1)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [He] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(1)] [SoftmaxCrossEntropy] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(0.5)] [SoftmaxCrossEntropy] partial class N;", "netgen_ng4004_std = 100\nnetgen_ng4004_loss = 100", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
