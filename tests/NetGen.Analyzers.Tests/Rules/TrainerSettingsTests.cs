using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>NG5010 and NG5011: batches that are too small for a normalisation, and layers that are frozen at random.</summary>
public sealed class TrainerSettingsTests
{
    private const string Normalized = "[Network(100)] [Dense(50, UseBias = false)] [BatchNorm] [ReLU] [Dense(10)] [SoftmaxCrossEntropy] partial class N;";
    private const string Plain = "[Network(100)] [Dense(50)] [LayerNorm] [ReLU] [Dense(10)] [SoftmaxCrossEntropy] partial class N;";
    private const string Images = "[Network(6, 6, 1)] [Conv2D(4, 5, UseBias = false)] [BatchNorm] [ReLU] [Flatten] [Dense(10)] [SoftmaxCrossEntropy] partial class N;"; // four positions
    private const string Freeze = "new TrainerOptions { Groups = [new(\"dense1.*\") { IsFrozen = true }] }";

    [Theory]
    [InlineData(Normalized, "trainer.Fit(data, new FitOptions { BatchSize = {|NG5010:7|} })")]
    [InlineData(Normalized, "trainer.Fit(data, new() { BatchSize = {|NG5010:1 + 1|} })")]
    [InlineData(Normalized, "{ var fit = new FitOptions { BatchSize = {|NG5010:4|} }; trainer.Fit(data, fit); }")]
    [InlineData(Normalized, "{ using var own = new Trainer<N>(trainer.Network, new Sgd(0.1)); own.Fit(data, new FitOptions { BatchSize = {|NG5010:4|} }); }")]
    [InlineData(Images, "trainer.Fit(data, new FitOptions { BatchSize = {|NG5010:1|} })")]
    [InlineData(Images, "trainer.Fit(data, new FitOptions { BatchSize = 2 })")]
    [InlineData(Normalized, "trainer.Fit(data, new FitOptions { BatchSize = 8 })")]
    [InlineData(Normalized, "trainer.Fit(data, new FitOptions())")]
    [InlineData(Normalized, "trainer.Fit(data, new FitOptions { BatchSize = System.Environment.ProcessorCount })")]
    [InlineData(Plain, "trainer.Fit(data, new FitOptions { BatchSize = 2 })")] // each sample by itself
    public Task NG5010_BatchStatistics(string network, string call) => AnalyzerRunner.VerifyAsync(
        network + " class C { void M(Trainer<N> trainer, NetGen.Data.Dataset data) { " + (call[0] == '{' ? call : call + ";") + " } }", "NG5010",
            new TrainingCallAnalyzer());

    [Theory]
    [InlineData("", "and they are mostly chance. Write")]
    [InlineData(", new TrainerOptions { AccumulateSteps = 8 }", "and they are mostly chance; that the gradients of 8 batches are added up changes nothing about it. Write")]
    public async Task The_message_says_what_adding_up_does(string options, string expected)
    {
        string source = Normalized
            + $" class C {{ void M(N n, NetGen.Data.Dataset data) {{ using var trainer = new Trainer<N>(n, new Sgd(0.1f){options}); trainer.Fit(data, new FitOptions {{ BatchSize = {{|NG5010:4|}} }}); }} }}";
        string message = Assert.Single(await AnalyzerRunner.VerifyAsync(source, "NG5010", new TrainingCallAnalyzer())).GetMessage(CultureInfo.InvariantCulture);
        Assert.Equal($"bn1 takes mean and size of each channel from 4 values in a batch of 4, {expected} a BatchSize of at least 8, or [GroupNorm] or [LayerNorm] in its place.", message);
    }

    [Theory]
    [InlineData("netgen_ng5010_values = 4", 0)]
    [InlineData("netgen_ng5010_values = 33", 1)]
    public async Task NG5010_as_configured(string setting, int count)
    {
        string source = Normalized
            + $" class C {{ void M(Trainer<N> t, NetGen.Data.Dataset data) => t.Fit(data, new FitOptions {{ BatchSize = {(count == 0 ? 4 : 32)} }}); }}";
        using var editor = new EditorProject([new TrainingCallAnalyzer()], $"[*.cs]\n{setting}\n", [source]);
        Assert.Equal(count, (await editor.DiagnoseAsync()).Count(diagnostic => diagnostic.Id == "NG5010"));
    }

    [Fact]
    public async Task NG5010_is_fixed()
    {
        string source = Normalized
            + " class C { void M(Trainer<N> t, NetGen.Data.Dataset data) => t.Fit(data, new FitOptions { BatchSize = 4, Epochs = 2 }); }";
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [source]);
        Assert.True(await editor.FixAsync("NG5010", new AttributeFixProvider()));
        Assert.Equal(source.Replace("BatchSize = 4", "BatchSize = 8", StringComparison.Ordinal), (await editor.ReadAsync())[0]);
    }

    [Theory]
    [InlineData("new N().CreateTrainer(new Adam(), new TrainerOptions { Groups = [{|NG5011:new(\"dense1.*\") { IsFrozen = true }|}] })")]
    [InlineData("new N().CreateTrainer(new Adam(), new TrainerOptions() { Groups = [{|NG5011:new ParameterGroup(\"*1.weight\") { IsFrozen = true }|}] })")]
    [InlineData("new N().CreateTrainer(new Adam(), new TrainerOptions() { Groups = new ParameterGroup[] { new(\"dense2.bias\"), {|NG5011:new(\"dense?.weight\") { LearningRateFactor = 0 }|} } })")]
    [InlineData("{ var n = new N(); var o = new TrainerOptions { Groups = [{|NG5011:new(\"dense1.*\") { IsFrozen = true }|}] }; n.CreateTrainer(new Adam(), o); n.Save(\"x\"); }")]
    [InlineData("{ N n = new(seed: 3); n.CreateTrainer(new Adam(), new TrainerOptions { Groups = [{|NG5011:new(\"dense1.*\") { IsFrozen = true }|}] }); }")]
    [InlineData("N.Load(\"x\").CreateTrainer(new Adam(), " + Freeze + ")")]
    [InlineData("{ var n = new N(); n.InitializeFrom(\"x\"); n.CreateTrainer(new Adam(), " + Freeze + "); }")]
    [InlineData("{ var n = new N(); Other(n); n.CreateTrainer(new Adam(), " + Freeze + "); }")]
    [InlineData("{ var n = new N(); for (int i = 0; i < 2; i++) { n.CreateTrainer(new Adam(), " + Freeze + "); n.Save(\"x\"); } }")] // trained the second time
    [InlineData("given.CreateTrainer(new Adam(), " + Freeze + ")")]
    [InlineData("new N().CreateTrainer(new Adam(), new TrainerOptions { Groups = [new(\"dense1.*\") { LearningRateFactor = 0.1 }] })")]
    [InlineData("new N().CreateTrainer(new Adam(), new TrainerOptions { Groups = [new(\"*.bias\") { IsFrozen = true }] })")] // not random
    public Task NG5011_FrozenStart(string call) => AnalyzerRunner.VerifyAsync(
        Plain + " class C { void Other(N n) { } void M(N given) { " + (call[0] == '{' ? call : call + ";") + " } }", "NG5011", new TrainingCallAnalyzer());

    [Fact]
    public async Task NG5011_names_the_layers()
    {
        string source = Plain + " class C { void M() { var net = new N(); net.CreateTrainer(new Adam(), new TrainerOptions { Groups = [{|NG5011:new(\"dense1.*\") { IsFrozen = true }|}] }); } }";
        Assert.Equal(
            "N was only just made, so the frozen weights of dense1 are random and stay so. Let the layers take over what they have learned elsewhere, as in net.InitializeFrom(path), or do not freeze them.",
            Assert.Single(await AnalyzerRunner.VerifyAsync(source, "NG5011", new TrainingCallAnalyzer())).GetMessage(CultureInfo.InvariantCulture));
    }
}
