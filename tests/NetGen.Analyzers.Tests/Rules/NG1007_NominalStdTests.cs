namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1007_NominalStdTests
{
    private const string Rule = "NG1007";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1007:TruncatedNormal(0.16)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1007:TruncatedNormal(0.16, Low = -1, High = 1)|}] [Tanh] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [TruncatedNormal(0.14, Low = -4, High = 4)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] [TruncatedNormal(0.1)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [VarianceScaling(2)] [ReLU] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1007:TruncatedNormal(0.16)|}] [ReLU] [Dense(10)] partial class N;", "dense1 has weights of std 0.141, not 0.16: the cut leaves 0.88 of it. Write [Normal(0.16)], or divide by 0.88 if 0.16 is meant.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [TruncatedNormal(0.16)] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [Normal(0.16)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [TruncatedNormal(0.1, 0.16)] [ReLU] [Dense(10)] partial class N;", null)]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
