namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1014_UnscaledResidualTests
{
    private const string Rule = "NG1014";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [{|NG1014:Residual<B>(Repeat = 6)|}] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;")]
    [InlineData("[Network(32, 64, InputMean = 0, InputStd = 1)] [{|NG1014:Residual<A>(Repeat = 16)|}] [Last] [Dense(10)] [LeCun] partial class N; [Block] [MultiHeadAttention(4)] class A;")]
    [InlineData("[Network(32, 64, InputMean = 0, InputStd = 1)] [Use<B>(Repeat = 8)] [Last] [Dense(10)] [LeCun] partial class N; [Block] [Residual<A>] [{|NG1014:Residual<F>|}] class B; [Block] [MultiHeadAttention(4)] class A; [Block] [Dense(256)] [GELU] [Dense(64)] class F;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 3)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 20)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [Zeros] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 20)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100, UseBias = false)] [BatchNorm] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 20)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] partial class N; [Block] [BatchNorm] [ReLU] [Dense(100)] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 10)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [Normal(0.01)] class B;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 6)] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;")]
    [InlineData("[Network(32, 64, InputMean = 0, InputStd = 1)] [Use<B>(Repeat = 24)] [LayerNorm] [Last] [Dense(10)] [LeCun] partial class N; [Block] [TransformerBlock(4)] class B;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Residual<B>(Repeat = 3)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [He] [ReLU] [Dense(100)] [LeCun] class B;", "netgen_ng1014_growth = 3", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
