namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1002_HeWithoutRectifierTests
{
    private const string Rule = "NG1002";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1002:He|}] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100), {|NG1002:VarianceScaling(2)|}, Softsign, Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1002:He|}] [Sigmoid] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1002:He|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Use<B>] [Dense(10)] partial class N; [Block] [Dense(100)] [{|NG1002:He|}] [Tanh] class B;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] [He] partial class N;")] // a head
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [He] [BatchNorm] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He(Slope = 1)] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He] [Add(\"input\")] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He] [GELU] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1002:He|}] [Tanh] [Dense(10)] partial class N;", "dense1 is followed by Tanh: He makes up for a rectifier that is not there, and gives the layer's output 2.00 times the mean square of its input instead of 1. Write [Xavier] instead of [He].")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [Tanh] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [LeCun] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He(Mode = FanMode.FanIn, Distribution = WeightDistribution.Uniform)] [Tanh] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [Xavier(Distribution = WeightDistribution.Uniform)] [Tanh] [Dense(10)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fixed_everywhere() => RuleTest.FixedAll(
        Rule,
        "[Network(9), Dense(9), He, Tanh, Dense(9), He, HardTanh, Dense(2)] partial class N;",
        "[Network(9), Dense(9), Xavier, Tanh, Dense(9), Xavier, HardTanh, Dense(2)] partial class N;");
}
