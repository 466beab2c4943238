namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG3014_DropoutBudgetTests
{
    private const string Rule = "NG3014";
    private const string Half = "[Dense(64)] [ReLU] [Dropout(0.5)] ";
    private const string Marked = "[Dense(64)] [ReLU] [{|NG3014:Dropout(0.5)|}] ";

    [Theory]
    [InlineData("[Network(64)] " + Half + Half + Marked + "[Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(64)] [Dropout(0.4)] [Dense(9)] [ReLU] [Dropout(0.4)] [Dense(9)] [ReLU] [Dropout(0.4)] [Dense(9)] [ReLU] [{|NG3014:Dropout(0.4)|}] [Dense(10)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(8, 8, 1)] [Conv2D(8, 3)] [ReLU] [Dropout(0.5)] [Conv2D(8, 3)] [ReLU] [Dropout(0.5)] [Flatten] [{|NG3014:Dropout(0.5)|}] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(64)] " + Half + Half + "[Dense(64)] [ReLU] [{|NG3014:Dropout(0.9)|}] [Dense(10)] [Softmax] partial class N;")] // still so where the 0.9 is mended
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(64)] " + Half + Half + "[Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(64)] [Dense(64)] [ReLU] [Dropout(0.95)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")] // NG3011
    [InlineData("[Network(64)] " + Half + "[Dense(64)] [ReLU] [Dropout(0.9)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")] // NG3011, and then 0.25 is left
    [InlineData("[Network(64)] " + Half + Half + "[Dense(10)] [Dropout(0.5)] [SoftmaxCrossEntropy] partial class N;")] // NG3011: the output
    [InlineData("[Network(64)] " + Half + Half + Half + "[Dense(10)] partial class N;")] // more may follow
    [InlineData("[Network(64)] [Residual<B>(Repeat = 12)] [Dense(10)] [SoftmaxCrossEntropy] partial class N; [Block] [Dense(64)] [ReLU] [Dropout(0.3)] class B;")] // beside shortcuts
    [InlineData("[Network(64)] " + Half + "[Dense(64, Name = \"a\")] [ReLU] [Dropout(0.5, Name = \"x\")] [Dense(64, Input = \"a\")] [ReLU] [Dropout(0.5)] [Concat(\"x\")] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")] // side by side
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        "[Network(64)] " + Half + Half + Marked + "[Dense(10)] [SoftmaxCrossEntropy] partial class N;",
        "dropout3 is the last of 3 dropouts in a row, dropout1 (0.5), dropout2 (0.5) and dropout3 (0.5), which together let 13 % of a sample through: the rest of the signal behind them is noise. "
        + "Use lower rates or fewer of them, so that the product of what each keeps is 15 % or more.")]
    public Task The_message_lists_the_layers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(64)] " + Half + Half + "[Dense(10)] [SoftmaxCrossEntropy] partial class N;", "netgen_ng3014_share = 0.3", 1)]
    [InlineData("[Network(64)] " + Half + Half + Half + "[Dense(10)] [SoftmaxCrossEntropy] partial class N;", "netgen_ng3014_share = 0.1", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
