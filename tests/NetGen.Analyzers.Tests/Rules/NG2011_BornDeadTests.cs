namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2011_BornDeadTests
{
    private const string Rule = "NG2011";

    [Theory]
    [InlineData("[Network(2)] [Dense(2)] [{|NG2011:ReLU|}] [Dense(2)] [ReLU] [Dense(1)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [ReLU] [Dense(3)] [{|NG2011:ReLU|}] [Dense(9)] [ReLU] [Dense(1)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(2)] [Dense(4)] [ReLU] [Dense(1)] partial class N;")]
    [InlineData("[Network(2)] [Dense(2)] [LeakyReLU] [Dense(2)] [LeakyReLU] [Dense(1)] partial class N;")]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(8)] [ReLU] [Dense(1)] partial class N;")]
    [InlineData("[Network(2)] [Dense(2, UseBias = false)] [BatchNorm] [ReLU] [Dense(2, UseBias = false)] [BatchNorm] [ReLU] [Dense(1)] partial class N;")]
    [InlineData("[Network(2)] [Dense(2)] [Constant(0.1, Target = Parameter.Bias)] [ReLU] [Dense(2)] [Constant(0.1, Target = Parameter.Bias)] [ReLU] [Dense(1)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(2)] [Dense(2)] [{|NG2011:ReLU|}] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(1)] partial class N;", "relu1 has 2 units, and with probability 94 % one of the 10 ReLU layers begins with all of its units dead, after which nothing can be learned. Write [LeakyReLU], or make the narrow layers wider: 8 units each would bring it to 3.8 %.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(2)] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(1)] partial class N;", "[Network(2)] [Dense(2)] [LeakyReLU] [Dense(2)] [LeakyReLU] [Dense(1)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData("[Network(2)] [Dense(2)] [ReLU] [Dense(2)] [ReLU] [Dense(1)] partial class N;", "netgen_ng2011_probability = 0.5", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
