namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1012_DeepPlainConvolutionsTests
{
    private const string Rule = "NG1012";

    [Theory]
    [InlineData("[Network(8, 8, 4)] [Use<B>(Repeat = 31)] [Flatten] [Dense(10)] partial class N; [Block] [{|NG1012:Conv2D(4, 3, Padding = Padding.Same)|}] [ReLU] class B;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(8, 8, 4)] [Use<B>(Repeat = 30)] [Flatten] [Dense(10)] partial class N; [Block] [Conv2D(4, 3, Padding = Padding.Same)] [ReLU] class B;")]
    [InlineData("[Network(8, 8, 4)] [Residual<B>(Repeat = 31)] [Flatten] [Dense(10)] partial class N; [Block] [Conv2D(4, 3, Padding = Padding.Same)] [ReLU] class B;")]
    [InlineData("[Network(8, 8, 4)] [Use<B>(Repeat = 31)] [Flatten] [Dense(10)] partial class N; [Block] [Conv2D(4, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU] class B;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(8, 8, 4)] [Conv2D(4, 3)] [ReLU] [Conv2D(4, 3)] [ReLU] [Flatten] [Dense(10)] partial class N;", "netgen_ng1012_layers = 1", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
