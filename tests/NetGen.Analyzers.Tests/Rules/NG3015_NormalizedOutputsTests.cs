namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG3015_NormalizedOutputsTests
{
    private const string Rule = "NG3015";
    private const string Hidden = "[Network(64)] [Dense(32)] [ReLU] [Dense(10)] ";

    [Theory]
    [InlineData(Hidden + "[{|NG3015:LayerNorm|}] [MeanSquaredError] partial class N;")]
    [InlineData(Hidden + "[{|NG3015:RMSNorm|}] [Huber] partial class N;")]
    [InlineData(Hidden + "[{|NG3015:LayerNorm|}] [BinaryCrossEntropy] partial class N;")]
    [InlineData(Hidden + "[{|NG3015:GroupNorm(5)|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Hidden + "[{|NG3015:LayerNorm(UseScale = false)|}] [SoftmaxCrossEntropy] partial class N;")] // information
    [InlineData("[Network(9, 6)] [LSTM(8)] [Dense(4)] [{|NG3015:LayerNorm|}] [MeanSquaredError] partial class N;")] // of each step
    [InlineData("[Network(6, 6, 3)] [Conv2D(3, 3)] [{|NG3015:LayerNorm|}] [MeanAbsoluteError] partial class N;")] // of each pixel
    [InlineData("[Network(64)] [Dense(32)] [ReLU(Name = \"t\")] [Dense(10)] [SoftmaxCrossEntropy] [Dense(4, Input = \"t\")] [{|NG3015:LayerNorm|}] [MeanSquaredError] partial class N;")] // the second head
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Hidden + "[LayerNorm] [SoftmaxCrossEntropy] partial class N;")] // a trained factor gives the size back
    [InlineData(Hidden + "[GroupNorm(1)] [SoftmaxCrossEntropy] partial class N;")] // the same
    [InlineData("[Network(64)] [Dense(1000)] [LayerNorm(UseScale = false)] [SoftmaxCrossEntropy] partial class N;")] // so many scores are far enough apart
    [InlineData(Hidden + "[BatchNorm] [MeanSquaredError] partial class N;")] // NG3010
    [InlineData(Hidden + "[RMSNorm] [BinaryCrossEntropy] partial class N;")] // training shows no harm
    [InlineData(Hidden + "[LayerNorm] [CosineDistance] partial class N;")] // directions are compared
    [InlineData(Hidden + "[LayerNorm] [TripletMargin] partial class N;")]
    [InlineData("[Network(64)] [Dense(32)] [LayerNorm] [ReLU] [Dense(10)] [MeanSquaredError] partial class N;")] // in front of the last layer
    [InlineData(Hidden + "[LayerNorm] partial class N;")] // more may follow
    [InlineData("[Network(6, 6, 3)] [Conv2D(4, 3)] [GroupNorm(2)] [MeanSquaredError] partial class N;")] // over all pixels
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        Hidden + "[{|NG3015:LayerNorm|}] [MeanSquaredError] partial class N;",
        "ln1 gives all 10 outputs of each sample the same mean and size, whatever the sample, and [MeanSquaredError] compares them with targets that differ in it. Remove it, or move it above the last layer with weights.")]
    [InlineData(
        Hidden + "[{|NG3015:GroupNorm(5)|}] [SoftmaxCrossEntropy] partial class N;",
        "gn1 gives 2 outputs at a time of each sample the same mean and size, so no score can stand out from those of the other 4 parts. Remove it, or move it above the last layer with weights.")]
    [InlineData(
        Hidden + "[{|NG3015:LayerNorm|}] [BinaryCrossEntropy] partial class N;",
        "ln1 gives all 10 outputs of each sample the same mean and size, so how many of them are above 0 is nearly fixed, and [BinaryCrossEntropy] takes each for a decision of its own. "
        + "Remove it, or move it above the last layer with weights.")]
    public Task The_message_says_what_is_lost(string source, string message) => RuleTest.Message(Rule, source, message);

    /// <summary>Ten scores of variance 1: the right one can be 3, the others are then -1/3, and -ln softmax is ln(1 + 9 exp(-10/3)) = 0.278.</summary>
    [Theory]
    [InlineData(
        Hidden + "[{|NG3015:LayerNorm(UseScale = false)|}] [SoftmaxCrossEntropy] partial class N;",
        "ln1 gives the 10 scores of each sample the same size and has no trained factor: they can be no further apart, and the loss cannot fall below 0.278. Remove it, or move it above the last layer with weights.")]
    public Task The_floor_of_the_loss(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData(Hidden + "\n[LayerNorm]\n[MeanSquaredError] partial class N;", Hidden + "\n[MeanSquaredError] partial class N;")]
    [InlineData("[Network(9)] [Use<B>] [MeanSquaredError] partial class N; [Block] [Dense(9)] [LayerNorm] class B;", "[Network(9)] [Use<B>] [MeanSquaredError] partial class N; [Block] [Dense(9)] class B;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
