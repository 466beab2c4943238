namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4009_PredictedSignalTests
{
    private const string Rule = "NG4009";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [{|NG4009:Dense(100)|}] [He] [{|NG4009:ReLU|}] [{|NG4009:Dense(10)|}] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dropout(0.5)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);
}
