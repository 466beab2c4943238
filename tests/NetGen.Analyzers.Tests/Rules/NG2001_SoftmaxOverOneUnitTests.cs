namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2001_SoftmaxOverOneUnitTests
{
    private const string Rule = "NG2001";

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2001:SoftmaxCrossEntropy|}] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2001:Softmax|}] partial class N;")]
    [InlineData("[Network(4, 4, 3)] [Conv2D(1, 1)] [{|NG2001:Softmax|}] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(2)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Sigmoid] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(2)] [Softmax] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [SoftmaxCrossEntropy] partial class N;", "[Network(100)] [Dense(2)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(100)] [Dense(1, UseBias = false)] [Softmax] partial class N;", "[Network(100)] [Dense(2, UseBias = false)] [Softmax] partial class N;")]
    [InlineData("[Network(4, 4, 3)] [Conv2D(1, 1)] [Softmax] partial class N;", null)]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
