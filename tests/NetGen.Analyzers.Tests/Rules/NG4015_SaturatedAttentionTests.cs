namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4015_SaturatedAttentionTests
{
    private const string Rule = "NG4015";
    private const string Sequence = "[Network(32, 64, InputMean = 0, InputStd = 1)]";

    [Theory]
    [InlineData(Sequence + " [MultiHeadAttention(4)] [{|NG4015:Normal(1)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Sequence + " [MultiHeadAttention(4, Causal = true)] [{|NG4015:Normal(1)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(32, 64, InputMean = 0, InputStd = 8)] [{|NG4015:MultiHeadAttention(4)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(64, InputMean = 0, InputStd = 1)] [Dense(64)] [Normal(4)] [{|NG4015:Softmax|}] [Multiply(\"input\")] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(64, InputMean = 0, InputStd = 1)] [Dense(64)] [Normal(4)] [{|NG4015:Softmax|}] [MeanSquaredError] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    /// <summary>Scores of std 1; normalised; one key; a softmax for inference alone; logarithms, whose slope is not lost.</summary>
    [Theory]
    [InlineData(Sequence + " [MultiHeadAttention(4)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(32, 64, InputMean = 0, InputStd = 8)] [TransformerBlock(4)] [LayerNorm] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(1, 64, InputMean = 0, InputStd = 8)] [MultiHeadAttention(4)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(64, InputMean = 0, InputStd = 1)] [Dense(64)] [Normal(4)] [Softmax] partial class N;")]
    [InlineData("[Network(64, InputMean = 0, InputStd = 1)] [Dense(64)] [Softmax] [Multiply(\"input\")] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        "[Network(32, 64, InputMean = 0, InputStd = 8)] [{|NG4015:MultiHeadAttention(4)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;",
        "attention1 begins with scores of std 64.00 over 32 keys, of which one takes nearly all, and 3.3 % of the slope that scores of equal size would have is left to learn from. "
        + "Write [LayerNorm] or [RMSNorm] in front of it, or bring the scores to std 1 by smaller weights.")]
    public Task Message(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData(
        Sequence + " [MultiHeadAttention(4)] [Normal(1)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;",
        Sequence + " [MultiHeadAttention(4)] [Xavier] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Fixed(string source, string expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData(Sequence + " [MultiHeadAttention(4)] [Normal(0.3)] [Last] [Dense(10)] [LeCun] partial class N;", "netgen_ng4015_slope = 0.9", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
