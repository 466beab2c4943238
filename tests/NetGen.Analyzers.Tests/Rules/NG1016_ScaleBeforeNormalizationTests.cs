namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1016_ScaleBeforeNormalizationTests
{
    private const string Rule = "NG1016";

    [Theory]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [{|NG1016:Xavier|}] [BatchNorm] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(8, 3, UseBias = false)] [{|NG1016:Normal(5)|}] [MaxPool2D(2)] [BatchNorm] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [ReLU] [BatchNorm] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [BatchNorm] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He] [ReLU] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);
}
