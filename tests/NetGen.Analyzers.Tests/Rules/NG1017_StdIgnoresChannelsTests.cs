namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1017_StdIgnoresChannelsTests
{
    private const string Rule = "NG1017";

    [Theory]
    [InlineData("[Network(9, 9, 16)] [Conv2D(8, 3)] [{|NG1017:Normal(0.4714)|}] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 16)] [Conv2D(8, 5)] [{|NG1017:TruncatedNormal(0.2828)|}] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9, 9, 1)] [Conv2D(8, 3)] [Normal(0.4714)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 16)] [Conv2D(16, 3, Groups = 16)] [Normal(0.4714)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 16)] [Conv2D(8, 3)] [Normal(0.118)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 16)] [Conv2D(8, 3, UseBias = false)] [Normal(0.4714)] [BatchNorm] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9, 9, 16)] [Conv2D(8, 3)] [{|NG1017:Normal(0.4714)|}] [ReLU] [Flatten] [Dense(10)] partial class N;", "conv1 has weights of std sqrt(2 / 9) = 0.471, which leaves out its 16 input channels and makes the variance 16 times too large. Write [He], or a std of sqrt(2 / 144) = 0.118.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(9, 9, 16)] [Conv2D(8, 3)] [Normal(0.4714)] [ReLU] [Flatten] [Dense(10)] partial class N;", "[Network(9, 9, 16)] [Conv2D(8, 3)] [He] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
