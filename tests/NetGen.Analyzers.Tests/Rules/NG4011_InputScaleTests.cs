namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4011_InputScaleTests
{
    private const string Rule = "NG4011";

    [Theory]
    [InlineData("[{|NG4011:Network(9, InputMean = 33.3, InputStd = 78.6)|}] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[{|NG4011:Network(9, InputStd = 0.001)|}] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[{|NG4011:Network(9)|}] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9, InputMean = 0.1307, InputStd = 0.3081)] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(9)] [BatchNorm] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[{|NG4011:Network(9, InputMean = 33.3, InputStd = 78.6)|}] [Dense(10)] [LeCun] partial class N;", "The input has mean 33.3 and std 78.6, so its size is 85.36 where the formulas for weights assume about 1. Standardise the data, or write [BatchNorm] as the first layer.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(9, InputStd = 9)] [Dense(10)] [LeCun] partial class N;", "netgen_ng4011_high = 10", 0)]
    [InlineData("[Network(9, InputStd = 0.05)] [Dense(10)] [LeCun] partial class N;", "netgen_ng4011_low = 0.01", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
