using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG5012_StableRateTests
{
    private const string Rule = "NG5012";
    private const string Wide = "[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(512)] [He] [ReLU] [Dense(512)] [He] [ReLU] [Dense(10)] [LeCun] [MeanSquaredError] partial class N;";
    private const string Images = "[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)] [Flatten] [Dense(512)] [He] [ReLU] [Dense(512)] [He] [ReLU] [Dense(10)] [LeCun] [MeanSquaredError] partial class N;";
    private const string Normalized = "[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(512)] [BatchNorm] [ReLU] [Dense(512)] [BatchNorm] [ReLU] [Dense(10)] [LeCun] [MeanSquaredError] partial class N;";

    [Theory]
    [InlineData(Wide, "n.CreateTrainer({|NG5012:new Sgd(1f)|})")]
    [InlineData(Wide, "n.CreateTrainer({|NG5012:new Asgd(1f)|})")]
    [InlineData(Images, "n.CreateTrainer({|NG5012:new Sgd(1f)|})")]
    [InlineData(Wide, "n.CreateTrainer(new Sgd(0.5f))")] // it trains
    [InlineData(Wide, "n.CreateTrainer(new Sgd(10f))")] // NG4013
    [InlineData(Wide, "n.CreateTrainer(new Sgd(1f), new TrainerOptions { ClipNorm = 0.1 })")] // steps stay short
    [InlineData(Wide, "n.CreateTrainer(new Adam(1e-2f))")] // its steps do not follow the gradient
    [InlineData(Wide, "n.CreateTrainer(new Sgd(System.Environment.ProcessorCount))")]
    [InlineData(Normalized, "n.CreateTrainer(new Sgd(1f))")] // nothing is predicted
    public Task Reported_or_not(string network, string call) => AnalyzerRunner.VerifyAsync(Wrap(network, call), Rule, new TrainingCallAnalyzer());

    [Fact]
    public async Task The_message_has_the_formula()
        => Assert.Equal(
            "Sgd has a learning rate of 1, 4.50 times the 0.222 = 2 / 8.99 above which a step makes errors larger, with 8.99 the largest curvature of the loss that is predicted at the start. Write a rate of about 0.2f.",
            Assert.Single(await AnalyzerRunner.VerifyAsync(Wrap(Wide, "n.CreateTrainer({|NG5012:new Sgd(1f)|})"), Rule, new TrainingCallAnalyzer()))
                .GetMessage(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("netgen_ng5012_factor = 5", 0)]
    [InlineData("netgen_ng5012_factor = 4", 1)]
    public async Task Configured(string setting, int count)
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], $"[*.cs]\n{setting}\n", [Wrap(Wide, "n.CreateTrainer(new Sgd(1f))")]);
        Assert.Equal(count, (await editor.DiagnoseAsync()).Count(diagnostic => diagnostic.Id == Rule));
    }

    [Fact]
    public async Task Fixed()
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [Wrap(Wide, "n.CreateTrainer(new Sgd(1f))")]);
        Assert.True(await editor.FixAsync(Rule, new AttributeFixProvider()));
        Assert.Equal(Wrap(Wide, "n.CreateTrainer(new Sgd(0.2f))"), (await editor.ReadAsync())[0]);
    }

    private static string Wrap(string network, string call) => $"{network} class C {{ object M(N n) => {call}; }}";
}
