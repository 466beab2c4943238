namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4018_LoudPositionsTests
{
    private const string Rule = "NG4018";
    private const string Tokens = "[Network(16, Vocabulary = 100)] [Embedding(64)] ";
    private const string Rest = " [TransformerBlock(4)] [LayerNorm] [Last] [Dense(16)] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData(Tokens + "[Normal(0.02)] [{|NG4018:SinusoidalPositions|}]" + Rest)]
    [InlineData(Tokens + "[Normal(0.02)] [{|NG4018:Positions|}] [Normal(1)]" + Rest)]
    [InlineData(Tokens + "[{|NG4018:Positions|}] [Normal(50)]" + Rest)]
    [InlineData(Tokens + "[Normal(0.02)] [Dropout(0.1)] [{|NG4018:SinusoidalPositions|}]" + Rest)]
    [InlineData(Tokens + "[Uniform(-0.05, 0.05)] [{|NG4018:SinusoidalPositions|}]" + Rest)] // Keras' default
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Tokens + "[SinusoidalPositions]" + Rest)]
    [InlineData(Tokens + "[Positions]" + Rest)] // small beside tokens, and they learn
    [InlineData(Tokens + "[Normal(0.02)] [Positions]" + Rest)] // GPT-2
    [InlineData(Tokens + "[Normal(0.1)] [SinusoidalPositions]" + Rest)]
    [InlineData(Tokens + "[Normal(0.02)] [Scale(Initial = 8, Shared = true)] [SinusoidalPositions]" + Rest)] // times sqrt(64)
    [InlineData("[Network(16, 8)] [SinusoidalPositions] [TransformerBlock(4)] [Last] [Dense(3)] [SoftmaxCrossEntropy] partial class N;")] // the input itself
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        Tokens + "[Normal(0.02)] [{|NG4018:SinusoidalPositions|}]" + Rest,
        "positions1 adds positions of size 0.707 to values of size 0.02, 35.36 times as much: what the steps hold is lost beside where they stand. Write [Normal(0.7)] for embedding1.")]
    [InlineData(
        Tokens + "[Normal(0.02)] [{|NG4018:Positions|}] [Normal(1)]" + Rest,
        "positions1 adds positions of size 1 to values of size 0.02, 50.00 times as much: what the steps hold is lost beside where they stand. Write [Normal(0.02)] for positions1.")]
    [InlineData(
        "[Network(16, 8)] [Dense(64)] [Normal(0.002)] [{|NG4018:SinusoidalPositions|}]" + Rest,
        "positions1 adds positions of size 0.707 to values of size 0.00566, 125.00 times as much: what the steps hold is lost beside where they stand. "
        + "Bring dense1 to the size of the positions, as [Scale(Initial = 100, Shared = true)] behind it does.")]
    public Task The_message_has_both_sizes(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData(Tokens + "[Normal(0.02)] [SinusoidalPositions]" + Rest, Tokens + "[Normal(0.7)] [SinusoidalPositions]" + Rest)]
    [InlineData(Tokens + "[Normal(0.02)] [Positions] [Normal(1)]" + Rest, Tokens + "[Normal(0.02)] [Positions] [Normal(0.02)]" + Rest)]
    [InlineData("[Network(16, 8)] [Dense(64)] [Normal(0.002)] [SinusoidalPositions]" + Rest, null)]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData(Tokens + "[Normal(0.1)] [SinusoidalPositions]" + Rest, "netgen_ng4018_factor = 5", 1)]
    [InlineData(Tokens + "[Normal(0.02)] [SinusoidalPositions]" + Rest, "netgen_ng4018_factor = 100", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
