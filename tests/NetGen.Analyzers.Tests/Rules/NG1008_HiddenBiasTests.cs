namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1008_HiddenBiasTests
{
    private const string Rule = "NG1008";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1008:Constant(1, Target = Parameter.Bias)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100), {|NG1008:Ones(Target = Parameter.Bias)|}, Tanh, Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1008:Constant(0.1, Target = Parameter.Bias)|}] [ReLU] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Zeros(Target = Parameter.Bias)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] [Constant(0.5, Target = Parameter.Bias)] partial class N;")] // what is known of the targets
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1, Target = Parameter.Bias)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [BatchNorm] [Ones(Target = Parameter.Bias)] [ReLU] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1008:Constant(1, Target = Parameter.Bias)|}] [ReLU] [Dense(10)] partial class N;", "dense1 begins with a bias of 1 in all of its 100 units, which shifts every pre-activation by as much, so that where their std is 1, 84 % of them are positive instead of 50 %. Remove [Constant]: a bias begins with 0 by itself.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [Constant(1, Target = Parameter.Bias)] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [He] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)]\n[Dense(100)] [He]\n    [Ones(Target = Parameter.Bias)] // ones\n[ReLU]\n[Dense(10)] partial class N;", "[Network(100)]\n[Dense(100)] [He]\n    // ones\n[ReLU]\n[Dense(10)] partial class N;")]
    [InlineData("[Network(100)]\n[Dense(100), He, Constant(1, Target = Parameter.Bias)]\n[ReLU]\n[Dense(10)] partial class N;", "[Network(100)]\n[Dense(100), He]\n[ReLU]\n[Dense(10)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
