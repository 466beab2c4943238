namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4007_PhaseTests
{
    private const string Rule = "NG4007";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4007:Normal(0.08)|}] [Tanh] [Dense(100)] [Normal(0.08)] [Tanh] [Dense(100)] [Normal(0.08)] [Tanh] [Dense(100)] [Normal(0.08)] [Tanh] [Dense(100)] [Normal(0.08)] [Tanh] [Dense(100)] [Normal(0.08)] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4007:Xavier(Gain = 1.6666666)|}] [Tanh] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(100)] [Xavier(Gain = 1.6666666)] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh] [Dense(100, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh] [Dense(100, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh] [Dense(100, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh] [Dense(100, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh] [Dense(100, UseBias = false)] [Normal(0.01)] [BatchNorm] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);
}
