namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4002_VanishingTests
{
    private const string Rule = "NG4002";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4002:Normal(0.01)|}] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4002:Normal(0.01)|}] [Tanh] [Dense(100)] [Normal(0.01)] [Tanh] [Dense(100)] [Normal(0.01)] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4002:Xavier|}] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(0.0001)] partial class N;")] // a small head
    [InlineData("[Network(100, InputMean = 0, InputStd = 200)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Zeros] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [ReLU] [Dense(100)] [Normal(0.00001)] [Add(\"relu1\")] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(10)] [LeCun] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
