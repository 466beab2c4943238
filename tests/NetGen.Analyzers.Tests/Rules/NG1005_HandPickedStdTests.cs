namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1005_HandPickedStdTests
{
    private const string Rule = "NG1005";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:Normal(0.4)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:Uniform(-0.01, 0.01)|}] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:TruncatedNormal(0.01)|}] [SiLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:Normal(0.5)|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:Normal(1)|}] [Sigmoid] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, Name = \"a\")] [{|NG1005:Normal(0.02)|}] [GELU(Name = \"g\")] [Dense(100)] [Add(\"g\")] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, Name = \"a\")] [{|NG1005:Normal(0.5)|}] [GELU] [Dense(100)] [Add(\"input\")] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1414)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1)] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.159)] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1414)] [GELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1533)] [GELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] [Normal(0.01)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [Normal(0.02)] [BatchNorm] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.02)] [ReLU] [BatchNorm] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1, 0.02)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(2)] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier(Gain = 3)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.02)] [GELU] [Dense(100)] [Add(\"input\")] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:Normal(0.4)|}] [ReLU] [Dense(10)] partial class N;", "dense1 has weights of std 0.4 for a fan-in of 100, which multiplies the variance by 8.00 per layer, 3.3E+04 after five. Write [He], or a std of 0.141.")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1005:Normal(0.05)|}] [Dense(10)] partial class N;", "dense1 has weights of std 0.05 for a fan-in of 100, which multiplies the variance by 0.25 per layer, 0.00098 after five. Write [LeCun], or a std of 0.1.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.4)] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [He] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [NetGen.NormalAttribute(0.01)] [GELU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [NetGen.Auto] [GELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Use<B>] [Dense(10)] partial class N; [Block] [Dense(100)] [Normal(3)] [ReLU] class B;", "[Network(100)] [Use<B>] [Dense(10)] partial class N; [Block] [Dense(100)] [He] [ReLU] class B;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fixed_everywhere() => RuleTest.FixedAll(
        Rule,
        "[Network(9), Dense(9), Normal(2), ReLU, Dense(9), Normal(3), Tanh, Dense(2)]\npartial class N;\n",
        "[Network(9), Dense(9), He, ReLU, Dense(9), Xavier, Tanh, Dense(2)]\npartial class N;\n");

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.2)] [ReLU] [Dense(10)] partial class N;", "netgen_ng1005_high = 2.1", 0)]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.2)] [ReLU] [Dense(10)] partial class N;", "netgen_ng1005_high = 1.9", 1)]
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1)] [ReLU] [Dense(10)] partial class N;", "netgen_ng1005_low = 0.4", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
