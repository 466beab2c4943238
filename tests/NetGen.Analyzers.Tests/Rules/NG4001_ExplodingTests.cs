namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4001_ExplodingTests
{
    private const string Rule = "NG4001";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4001:Normal(0.5)|}] [ReLU] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [{|NG4001:Normal(5)|}] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Use<B>(Repeat = 3)] [Dense(10)] [LeCun] partial class N; [Block] [Dense(100)] [{|NG4001:Normal(0.5)|}] [ReLU] class B;")]
    [InlineData("[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Conv2D(64, 3)] [{|NG4001:Normal(1)|}] [ReLU] [Conv2D(64, 3)] [Normal(1)] [ReLU] [Flatten] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.2)] [ReLU] [Dense(100)] [Normal(0.2)] [ReLU] [Dense(100)] [Normal(0.2)] [ReLU] [Dense(10)] [LeCun] partial class N;")] // 2.8 times
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100, UseBias = false)] [Normal(5)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1)] [ReLU] [Dense(100, UseBias = false)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] partial class N;")] // normalised in the end
    [InlineData("[Network(8, InputMean = 0, InputStd = 1)] [Dense(8)] [Normal(0.8)] [ReLU] [Dense(8)] [Normal(0.8)] [ReLU] [Dense(8)] [Normal(0.8)] [ReLU] [Dense(8)] [Normal(0.8)] [ReLU] [Dense(8)] [Normal(0.8)] [ReLU] [Dense(8)] [Normal(0.8)] [ReLU] [Dense(10)] [LeCun] partial class N;")] // within the band of its width
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.5)] [Tanh] [Dense(100)] [Normal(0.5)] [Tanh] [Dense(100)] [Normal(0.5)] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(10)] [LeCun] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fixed_everywhere() => RuleTest.FixedAll(
        Rule,
        "[Network(100), Dense(100), Normal(0.5), ReLU, Dense(100), Normal(0.5), ReLU, Dense(10), Normal(1)]\npartial class N;\n[Network(100), Dense(100), Normal(5), ReLU, Dense(10)]\npartial class M;\n",
        "[Network(100), Dense(100), He, ReLU, Dense(100), He, ReLU, Dense(10), LeCun]\npartial class N;\n[Network(100), Dense(100), He, ReLU, Dense(10)]\npartial class M;\n");

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(100)] [Normal(0.5)] [ReLU] [Dense(10)] [LeCun] partial class N;", "netgen_ng4001_ratio = 100", 0)]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.3)] [ReLU] [Dense(100)] [Normal(0.3)] [ReLU] [Dense(100)] [Normal(0.3)] [ReLU] [Dense(10)] [LeCun] partial class N;", "netgen_ng4001_ratio = 5", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
