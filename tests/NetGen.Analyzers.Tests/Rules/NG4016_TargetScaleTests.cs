namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4016_TargetScaleTests
{
    private const string Rule = "NG4016";
    private const string Layers = "[Network(13, InputMean = 0, InputStd = 1)] [Dense(64)] [He] [ReLU] [Dense(1)] [LeCun]";

    [Theory]
    [InlineData(Layers + " [{|NG4016:MeanSquaredError(TargetMean = 22.5, TargetStd = 9.2)|}] partial class N;")]
    [InlineData(Layers + " [{|NG4016:MeanSquaredError(TargetStd = 11)|}] partial class N;")]
    [InlineData(Layers + " [{|NG4016:MeanSquaredError(TargetMean = -20)|}] partial class N;")]
    [InlineData(Layers + " [{|NG4016:MeanSquaredError(TargetStd = 0.001)|}] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(Layers + " [MeanSquaredError] partial class N;")]
    [InlineData(Layers + " [MeanSquaredError(TargetMean = 0, TargetStd = 1)] partial class N;")]
    [InlineData(Layers + " [MeanSquaredError(TargetMean = 5, TargetStd = 3)] partial class N;")]
    [InlineData(Layers + " [MeanSquaredError(TargetMean = 1, TargetStd = 0.001)] partial class N;")] // the mean counts
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        Layers + " [{|NG4016:MeanSquaredError(TargetMean = 30, TargetStd = 40)|}] partial class N;",
        "[MeanSquaredError] has targets of mean 30 and std 40, whose size is 50.00: beside outputs of about 1 they are all that the loss sees, and gradients begin 50.00 times as large as for targets of size 1. "
        + "Standardise the targets, as (target - mean) / std, and undo that on what is predicted.")]
    [InlineData(
        Layers + " [{|NG4016:MeanSquaredError(TargetStd = 0.005)|}] partial class N;",
        "[MeanSquaredError] has targets of mean 0 and std 0.005, whose size is 0.005: beside outputs of about 1 they are nothing: at first the network learns to give 0, and what tells targets apart comes last. "
        + "Standardise the targets, as (target - mean) / std, and undo that on what is predicted.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("netgen_ng4016_high = 100", 0)]
    [InlineData("netgen_ng4016_low = 0.001", 1)]
    public async Task Configured(string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, Layers + " [MeanSquaredError(TargetStd = 50)] partial class N;", $"[*.cs]\n{setting}\n")).Length);
}
