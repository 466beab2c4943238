using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG5014_UnscaledTrainingTests
{
    private const string Rule = "NG5014";
    private const string Small = "[Network(9)] [Dense(16)] [He] [ReLU] [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class Small; ";
    private const string Wide = Small + "[Network(9)] [ScaledFrom(typeof(Small))] [Dense(64)] [He] [ReLU]" + End;
    private const string Equal = Small + "[Network(9)] [ScaledFrom(typeof(Small))] [Dense(16)] [He] [ReLU]" + End;
    private const string End = " [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("n.CreateTrainer{|NG5014:(new Adam(1e-3f))|}")]
    [InlineData("n.CreateTrainer{|NG5014:(new Adam(1e-3f), null)|}")]
    [InlineData("n.CreateTrainer{|NG5014:(new Adam(1e-3f), new TrainerOptions { Seed = 3 })|}")]
    public Task Reported(string call) => AnalyzerRunner.VerifyAsync(Wrap(Wide, call), Rule, new TrainingCallAnalyzer());

    [Theory]
    [InlineData(Wide, "n.CreateTrainer(new Adam(1e-3f), new TrainerOptions { Groups = N.ScaledParameterGroups(new Adam(1e-3f)) })")]
    [InlineData(Wide, "n.CreateTrainer(new Adam(1e-3f), new TrainerOptions { Groups = [new(\"dense1.*\") { LearningRateFactor = 0.5 }] })")]
    [InlineData(Wide, "n.CreateTrainer(new Adam(1e-3f), Options())")]
    [InlineData("[Network(9)] [Dense(64)] [He] [ReLU] [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class N;", "n.CreateTrainer(new Adam(1e-3f))")]
    [InlineData(Equal, "n.CreateTrainer(new Adam(1e-3f))")]
    public Task Not_reported(string networks, string call) => AnalyzerRunner.VerifyAsync(Wrap(networks, call), Rule, new TrainingCallAnalyzer());

    /// <summary>Rules about the first step know of one rate for all, and are silent where the groups have others.</summary>
    [Fact]
    public async Task The_first_step_is_that_of_the_groups()
    {
        Assert.Contains("NG4013", await Of("n.CreateTrainer(new Sgd(30f))"));
        Assert.Empty(await Of("n.CreateTrainer(new Sgd(30f), Options())"));

        static async Task<IEnumerable<string>> Of(string call)
            => (await AnalyzerRunner.DiagnoseAsync("using NetGen;\n" + Wrap(Wide, call), new TrainingCallAnalyzer()))
                .Select(diagnostic => diagnostic.Id).Where(id => id != "NG5001");
    }

    [Fact]
    public async Task The_message_has_the_factors() => Assert.Equal(
        "N is scaled from Small and trained at one rate for all layers, where Adam's is to be 1/4 for dense2.weight, 1 for all others, and that of Sgd 4 for"
            + " dense1.weight and dense1.bias, 1/4 for dense2.weight, 1 for all others."
            + " Write Groups = N.ScaledParameterGroups(optimizer) in its TrainerOptions.",
        Assert.Single(await AnalyzerRunner.VerifyAsync(Wrap(Wide, "n.CreateTrainer{|NG5014:(new Adam(1e-3f))|}"), Rule, new TrainingCallAnalyzer()))
            .GetMessage(CultureInfo.InvariantCulture));

    private static string Wrap(string networks, string call)
        => $"{networks} static class P {{ static TrainerOptions Options() => new(); static void M(N n) {{ {call}; }} }}";
}
