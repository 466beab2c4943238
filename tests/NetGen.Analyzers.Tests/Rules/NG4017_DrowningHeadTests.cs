namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4017_DrowningHeadTests
{
    private const string Rule = "NG4017";
    private const string Trunk = "[Network(100, InputMean = 0, InputStd = 1)] [Dense(50)] [ReLU(Name = \"trunk\")] [Dense(10, Name = \"kind\")] ";
    private const string Box = "[Dense(4, Name = \"box\", Input = \"trunk\")] ";

    [Theory]
    [InlineData(Trunk + "[SoftmaxCrossEntropy(Weight = 0.01)] " + Box + "[{|NG4017:MeanSquaredError|}] partial class N;")]
    [InlineData(Trunk + "[SoftmaxCrossEntropy] " + Box + "[{|NG4017:MeanSquaredError(TargetStd = 100)|}] partial class N;")]
    [InlineData(Trunk + "[{|NG4017:SoftmaxCrossEntropy(Weight = 300)|}] " + Box + "[MeanSquaredError] partial class N;")]
    [InlineData(Trunk + "[{|NG4017:SoftmaxCrossEntropy(Weight = 300)|}] " + Box + "[MeanSquaredError] [Dense(1, Input = \"trunk\")] [BinaryCrossEntropy] partial class N;")] // of three
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Trunk + "[SoftmaxCrossEntropy] " + Box + "[MeanSquaredError] partial class N;")]
    [InlineData(Trunk + "[SoftmaxCrossEntropy(Weight = 0.3)] " + Box + "[MeanSquaredError] partial class N;")]
    [InlineData(Trunk + "[SoftmaxCrossEntropy] " + Box + "[MeanSquaredError(TargetStd = 100, Weight = 1e-2)] partial class N;")]
    [InlineData(Trunk + "[SoftmaxCrossEntropy(Weight = 0.01)] [Dense(4, Input = \"input\")] [MeanSquaredError] partial class N;")] // nothing is shared
    [InlineData("[Network(100)] [Dense(50)] [ReLU] [Dense(10)] [SoftmaxCrossEntropy(Weight = 0.01)] partial class N;")] // one loss
    [InlineData("[Network(100)] [Dense(10)] [SoftmaxCrossEntropy(Weight = 0.01)] [Dense(10, Input = \"dense1\")] [Output(\"dense2\")] partial class N;")] // the other has no loss
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        Trunk + "[SoftmaxCrossEntropy(Weight = 0.01)] " + Box + "[{|NG4017:MeanSquaredError|}] partial class N;",
        "[MeanSquaredError] of box is predicted to send gradients 145.48 times the size of those of [SoftmaxCrossEntropy] of kind to the 1 layer that both share: "
        + "these learn for the one and hardly for the other. Write Weight = 0.007, with which both begin alike.")]
    public Task The_message_says_by_how_much(string source, string message) => RuleTest.Message(Rule, source, message);

    /// <summary>The heads of the table on the rule's page, trained on drawn digits: what is predicted for equal weights.</summary>
    [Theory]
    [InlineData("[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU(Name = \"trunk\")] [Dense(10, Name = \"digit\")] [SoftmaxCrossEntropy] [Dense(10, Name = \"sums\", Input = \"trunk\")] [MeanSquaredError] partial class N;", "1.26 times")]
    [InlineData("[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Conv2D(8, 5)] [He] [ReLU] [MaxPool2D(2)] [Conv2D(16, 5)] [He] [ReLU] [MaxPool2D(2)] [Flatten(Name = \"trunk\")] [Dense(10, Name = \"digit\")] [SoftmaxCrossEntropy] [Dense(10, Name = \"sums\", Input = \"trunk\")] [MeanSquaredError] partial class N;", "1.15 times")]
    public async Task The_table_of_the_page(string source, string ratio)
    {
        var diagnostic = Assert.Single(await RuleTest.Configured(Rule, source, "[*.cs]\nnetgen_ng4017_factor = 1\n"));
        Assert.Contains(ratio, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        Trunk + "[SoftmaxCrossEntropy] " + Box + "[MeanSquaredError(TargetStd = 100)] partial class N;",
        Trunk + "[SoftmaxCrossEntropy] " + Box + "[MeanSquaredError(TargetStd = 100, Weight = 0.01)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData(Trunk + "[SoftmaxCrossEntropy(Weight = 0.3)] " + Box + "[MeanSquaredError] partial class N;", "netgen_ng4017_factor = 2", 1)]
    [InlineData(Trunk + "[SoftmaxCrossEntropy(Weight = 0.01)] " + Box + "[MeanSquaredError] partial class N;", "netgen_ng4017_factor = 1000", 0)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
