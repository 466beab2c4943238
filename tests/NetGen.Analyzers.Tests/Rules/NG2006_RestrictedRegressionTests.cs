namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2006_RestrictedRegressionTests
{
    private const string Rule = "NG2006";

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:ReLU|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Sigmoid|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Sigmoid|}] [Hinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:ReLU|}] [SquaredHinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredLogarithmicError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Softplus|}] [MeanAbsolutePercentageError] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [LeakyReLU] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [ReLU] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Tanh] [Hinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Tanh] [SquaredHinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Softplus] [MeanSquaredLogarithmicError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [ReLU] [MeanSquaredLogarithmicError] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:ReLU|}] [MeanSquaredError] partial class N;", "relu1 is the last layer in front of [MeanSquaredError] and can give no number below 0, and where it gives 0 it passes no gradient. Remove [ReLU].")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredError] partial class N;", "tanh1 is the last layer in front of [MeanSquaredError] and can give only numbers from -1 to 1. Remove [Tanh] if targets can lie outside.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [ReLU] [MeanSquaredError] partial class N;", "[Network(100)] [Dense(1)] [MeanSquaredError] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
