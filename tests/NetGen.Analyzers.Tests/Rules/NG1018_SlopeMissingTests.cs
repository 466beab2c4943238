namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1018_SlopeMissingTests
{
    private const string Rule = "NG1018";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1018:He|}] [LeakyReLU(0.3)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1018:He(Slope = 0.3)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1018:He(Mode = FanMode.FanOut)|}] [LeakyReLU(0.5)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1018:He(Slope = 0.2)|}] [LeakyReLU(0.5)] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [LeakyReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He(Slope = 0.3)] [LeakyReLU(0.3)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He(Slope = 0.3, Mode = FanMode.FanOut)] [LeakyReLU(0.3)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He(Slope = 0.01)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [He] [BatchNorm] [LeakyReLU(0.3)] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1018:He|}] [LeakyReLU(0.5)] [Dense(10)] partial class N;", "dense1 has He for a slope of 0 in front of LeakyReLU with a slope of 0.5, which multiplies the variance by 1.25 per layer, 3.05 after five. Write [He(Slope = 0.5)].")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [LeakyReLU(0.3)] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [He(Slope = 0.3)] [LeakyReLU(0.3)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He(Slope = 0.3)] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [He] [ReLU] [Dense(10)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
