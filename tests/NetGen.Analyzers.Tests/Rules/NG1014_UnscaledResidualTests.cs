namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1014_UnscaledResidualTests
{
    private const string Rule = "NG1014";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [{|NG1014:Residual<B>(Repeat = 6)|}] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 3)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 20)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [Zeros] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 20)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100, UseBias = false)] [BatchNorm] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 20)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] partial class N; [Block] [BatchNorm] [ReLU] [Dense(100)] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 10)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [Normal(0.01)] class B;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 3)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;", "netgen_ng1014_growth = 3", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
