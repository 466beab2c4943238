using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>NG4005, NG4013 and NG5: what is seen where an optimiser or a trainer is made.</summary>
public sealed class TrainingCallTests
{
    private const string Network = "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;";
    private const string Tiny = "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1e-6)] [Tanh] [Dense(100)] [Normal(1e-6)] [Tanh] [Dense(10)] [Normal(1e-6)] [SoftmaxCrossEntropy] partial class N;";

    private const string TinyFixed = "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [Tanh] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("new Adam({|NG5001:0.1f|})")]
    [InlineData("new Adam({|NG5001:0.1|})")]
    [InlineData("new Adam(0.001)")]
    [InlineData("new AdamW({|NG5001:1e-8f|})")]
    [InlineData("new RmsProp(learningRate: {|NG5001:0.5f|})")]
    [InlineData("new Sgd({|NG5001:10f|}) { Momentum = 0.9 }")]
    [InlineData("new Sgd({|NG5001:-0.1f|})")]
    [InlineData("new Sgd({|NG5001:0|})")]
    [InlineData("new Adadelta({|NG5001:1e-4f|})")]
    [InlineData("new Lion({|NG5001:0.1|}) { WeightDecay = 0.1 }")]
    [InlineData("new Muon({|NG5001:1|}) { MatchAdamW = true }")]
    [InlineData("new ScheduleFreeAdamW({|NG5001:1|})")]
    [InlineData("new Adam({|NG5001:float.NaN|})")]
    [InlineData("new Adam(1e-3f)")]
    [InlineData("new Adam()")]
    [InlineData("new RmsProp()")]
    [InlineData("new Adadelta()")]
    [InlineData("new Adagrad()")]
    [InlineData("new Sgd(0.1f)")]
    [InlineData("new Adam(System.Environment.ProcessorCount)")]
    public Task NG5001_LearningRate(string optimizer) => Verify("NG5001", optimizer);

    [Theory]
    [InlineData("new Adam(1e-3f) { Epsilon = {|NG5002:0.5|} }")]
    [InlineData("new AdamW(1e-3f) { Epsilon = {|NG5002:1e-12|} }")]
    [InlineData("new Adam(1e-3f) { Beta1 = {|NG5002:1|} }")]
    [InlineData("new Adam(1e-3f) { Beta2 = {|NG5002:0.1|} }")]
    [InlineData("new Adam(1e-3f) { Epsilon = 1e-7, Beta1 = 0.5, Beta2 = 0.99 }")]
    [InlineData("new Adam(1e-3f) { Beta1 = 0 }")]
    [InlineData("new RmsProp(1e-3f) { Epsilon = 0.5 }")]
    public Task NG5002_AdamSettings(string optimizer) => Verify("NG5002", optimizer);

    [Theory]
    [InlineData("new {|NG5003:Adam|}(1e-3f) { WeightDecay = 0.01 }")]
    [InlineData("new NetGen.{|NG5003:Adam|}(1e-3f) { WeightDecay = 0.01 }")]
    [InlineData("new AdamW(1e-3f) { WeightDecay = 0.01 }")]
    [InlineData("new Adam(1e-3f) { WeightDecay = 0 }")]
    [InlineData("new Sgd(1e-3f) { WeightDecay = 0.01 }")]
    public Task NG5003_PenaltyWithAdam(string optimizer) => Verify("NG5003", optimizer);

    [Theory]
    [InlineData(20, "n.CreateTrainer{|NG5004:(new Adam(1e-3f))|}")]
    [InlineData(20, "n.CreateTrainer{|NG5004:(new Adam(1e-3f), null)|}")]
    [InlineData(20, "n.CreateTrainer{|NG5004:(new Adam(1e-3f), new TrainerOptions())|}")]
    [InlineData(20, "n.CreateTrainer{|NG5004:(new Adam(1e-3f), new TrainerOptions { Threads = 1 })|}")]
    [InlineData(20, "n.CreateTrainer{|NG5004:(Make())|}")]
    [InlineData(19, "n.CreateTrainer(new Adam(1e-3f))")]
    [InlineData(20, "n.CreateTrainer(new Adam(1e-3f), new TrainerOptions { ClipNorm = 1 })")]
    [InlineData(20, "n.CreateTrainer(new Adam(1e-3f), new TrainerOptions { ClipParameterNorm = 1 })")]
    [InlineData(20, "n.CreateTrainer(new Adam(1e-3f), new() { ClipValue = 1 })")]
    [InlineData(20, "n.CreateTrainer(new Adam(1e-3f), Options)")]
    public Task NG5004_UnclippedRecurrence(int steps, string call) => AnalyzerRunner.VerifyAsync(
        $"[Network({steps.ToString(CultureInfo.InvariantCulture)}, 3)] [SimpleRNN(4)] [Dense(4)] [GRU(4, LastStepOnly = true)] [MeanSquaredError] partial class N; "
        + $"class C {{ static readonly TrainerOptions Options = new(); static Adam Make() => new(1e-3f); object M(N n) => {call}; }}",
        "NG5004",
        new TrainingCallAnalyzer());

    [Fact]
    public async Task NG5004_is_silent_about_other_networks_and_as_configured()
    {
        string recurrent = "[Network(30, 3)] [GRU(4)] [MeanSquaredError] partial class N; class C { object M(N n) => n.CreateTrainer(new Adam(1e-3f)); }";
        string plain = recurrent.Replace("GRU(4)", "Dense(4)", StringComparison.Ordinal);
        foreach ((string source, string steps, int count) in new[] { (recurrent, "30", 1), (recurrent, "31", 0), (plain, "1", 0) })
        {
            using var editor = new EditorProject([new TrainingCallAnalyzer()], $"[*.cs]\nnetgen_ng5004_steps = {steps}\n", [source]);
            Assert.Equal(count, (await editor.DiagnoseAsync()).Count(diagnostic => diagnostic.Id == "NG5004"));
        }
    }

    [Theory]
    [InlineData(Tiny, "n.CreateTrainer({|NG4005:new Adam(1e-3f)|})")]
    [InlineData(Tiny, "n.CreateTrainer({|NG4005:new AdamW()|}, new TrainerOptions())")]
    [InlineData(Tiny, "n.CreateTrainer(new Sgd(1e-3f))")]
    [InlineData(Tiny, "n.CreateTrainer(new Adam(1e-3f) { Epsilon = 1e-30 })")]
    [InlineData(Network, "n.CreateTrainer(new Adam(1e-3f))")]
    public Task NG4005_GradientBelowEpsilon(string network, string call) => VerifyCall("NG4005", network, call);

    [Theory]
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(1e-7f)|})")]
    [InlineData("n.CreateTrainer({|NG4013:new Adam(0.05f)|})")]
    [InlineData("n.CreateTrainer({|NG4013:new Adam(0.05)|})")]
    [InlineData("n.CreateTrainer({|NG4013:new RmsProp()|})")] // PyTorch's default: the first step is ten times the rate
    [InlineData("n.CreateTrainer(new Adam(1e-3f))")]
    [InlineData("n.CreateTrainer(new Adam())")]
    [InlineData("n.CreateTrainer(new Sgd(0.1f))")]
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(1e-3f)|})")] // gradient descent becomes slower as it goes
    [InlineData("n.CreateTrainer(new Sgd(2e-3f))")]
    [InlineData("n.CreateTrainer({|NG4013:new Asgd(1e-3)|})")]
    [InlineData("n.CreateTrainer({|NG4013:new Adam(1e-5f)|})")]
    [InlineData("n.CreateTrainer(new Adam(2e-5f))")]
    [InlineData("n.CreateTrainer({|NG4013:new RmsProp(1e-6f)|})")]
    [InlineData("n.CreateTrainer(new RmsProp(2e-6f))")] // ten times the rate
    [InlineData("n.CreateTrainer({|NG4013:new RmsProp(2e-6f) { Alpha = 0.9 }|})")] // 3.2 times the rate
    [InlineData("n.CreateTrainer(new Adadelta())")]
    [InlineData("n.CreateTrainer(new Adagrad())")]
    [InlineData("n.CreateTrainer({|NG4013:new Lion(0.05)|})")]
    [InlineData("n.CreateTrainer({|NG4013:new NAdam(0.05)|})")]
    [InlineData("n.CreateTrainer(new ScheduleFreeAdamW())")]
    [InlineData("n.CreateTrainer(new RAdam(1e-7))")] // its first steps say nothing of those that follow
    [InlineData("n.CreateTrainer(new Rprop(0.1))")]
    [InlineData("n.CreateTrainer(new Lamb(0.1))")] // a share of a tensor's size
    [InlineData("n.CreateTrainer(new RmsProp(1e-4f))")]
    [InlineData("n.CreateTrainer({|NG4013:new RmsProp(3e-3f)|})")] // ten times the rate
    [InlineData("n.CreateTrainer(new RmsProp(3e-3f) { Alpha = 0.9 })")] // 3.2 times the rate
    [InlineData("n.CreateTrainer({|NG4013:new RmsProp(3e-3f) { Alpha = 0.9, Momentum = 0.9 }|})")]
    [InlineData("n.CreateTrainer({|NG4013:new RmsProp(1e-3f) { Alpha = 0.9999 }|})")] // a hundred times the rate
    [InlineData("n.CreateTrainer(new RmsProp(1e-3f) { Alpha = 1 - (1e-4 * System.Environment.ProcessorCount) })")] // not to be seen
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(2e-4f)|})")]
    [InlineData("n.CreateTrainer(new Sgd(2e-4f) { Momentum = 0.9 })")] // soon ten times the rate
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(2e-4f) { Momentum = 0.9, Dampening = 0.9 }|})")] // which that takes away again
    [InlineData("n.CreateTrainer({|NG4013:new Adam(0.05f) { Beta1 = 0.5, Beta2 = 0.9 }|})")] // both averages are corrected
    [InlineData("n.CreateTrainer(new Adam(1e-3f) { Beta1 = 0.5, Beta2 = 0.9 })")]
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(9f)|})")]
    [InlineData("n.CreateTrainer(new Sgd(9f), new TrainerOptions { ClipNorm = 0.01 })")] // no step is longer than 0.09
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(9f)|}, new TrainerOptions { Seed = 2 })")]
    [InlineData("n.CreateTrainer({|NG4013:new Adam(0.05f)|}, new TrainerOptions { ClipNorm = 0.01 })")] // its steps have one size whatever the gradient's
    [InlineData("n.CreateTrainer({|NG4013:new Sgd(1e-7f)|}, new TrainerOptions { ClipNorm = 1 })")] // clipping makes none longer
    public Task NG4013_FirstUpdate(string call) => VerifyCall("NG4013", Network, call);

    [Theory]
    [InlineData("n.CreateTrainer({|NG5009:new Sgd(0.05) { WeightDecay = 0.1 }|})")]
    [InlineData("n.CreateTrainer({|NG5009:new Sgd(0.005) { WeightDecay = 0.1, Momentum = 0.9 }|})")] // which adds up both alike
    [InlineData("n.CreateTrainer({|NG5009:new Adam(1e-3) { WeightDecay = 0.1 }|})")]
    [InlineData("n.CreateTrainer({|NG5009:new RmsProp(1e-4) { WeightDecay = 0.1 }|})")]
    [InlineData("n.CreateTrainer({|NG5009:new AdamW(1e-3) { WeightDecay = 10 }|})")]
    [InlineData("n.CreateTrainer({|NG5009:new Lion(1e-4) { WeightDecay = 10 }|})")]
    [InlineData("n.CreateTrainer(new Sgd(0.05) { WeightDecay = 5e-4 })")]
    [InlineData("n.CreateTrainer(new Sgd(0.05))")]
    [InlineData("n.CreateTrainer(new Adam(1e-3) { WeightDecay = 1e-3 })")]
    [InlineData("n.CreateTrainer(new AdamW(1e-3))")]
    [InlineData("n.CreateTrainer(new AdamW(1e-3) { WeightDecay = 1 })")] // off the weights themselves, beside steps of the rate
    [InlineData("n.CreateTrainer(new Lion(1e-4) { WeightDecay = 1 })")]
    [InlineData("n.CreateTrainer(new Lamb(1e-3) { WeightDecay = 10 })")] // steps that are shares of a tensor's size
    [InlineData("n.CreateTrainer(new Sgd(0.05) { WeightDecay = System.Environment.ProcessorCount })")] // not to be seen
    public Task NG5009_PenaltyStrength(string call) => VerifyCall("NG5009", Network, call);

    /// <summary>Where the gradient fades on its way back, that is the cause, and other rules speak of it.</summary>
    [Fact]
    public Task NG5009_is_silent_where_the_gradient_fades() => VerifyCall("NG5009", Tiny, "n.CreateTrainer(new Sgd(0.05) { WeightDecay = 0.1 })");

    [Fact]
    public async Task NG5009_says_how_much_and_what_would_do()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(
            $"{Network} class C {{ object M(N n) => n.CreateTrainer({{|NG5009:new AdamW(1e-3) {{ WeightDecay = 10 }}|}}); }}", "NG5009", new TrainingCallAnalyzer()));
        Assert.Equal(
            "AdamW takes with WeightDecay = 10 1.19 times as much off the weights as the gradient is predicted to change them at the start, so they shrink before they can learn. Write WeightDecay = 2 or less.",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("netgen_ng5009_ratio = 2", 0)]
    [InlineData("netgen_ng5009_ratio = 1", 1)]
    public async Task NG5009_is_configured(string setting, int diagnostics)
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], $"[*.cs]\n{setting}\n", [$"{Network} class C {{ object M(N n) => n.CreateTrainer(new AdamW(1e-3) {{ WeightDecay = 10 }}); }}"]);
        Assert.Equal(diagnostics, (await editor.DiagnoseAsync()).Count(diagnostic => diagnostic.Id == "NG5009"));
    }

    [Fact]
    public Task NG4013_sees_a_local_variable() => AnalyzerRunner.VerifyAsync(
        $"{Network} class C {{ void M(N n) {{ var slow = new Sgd(1e-7f); n.CreateTrainer({{|NG4013:slow|}}); }} }}", "NG4013", new TrainingCallAnalyzer());

    [Theory]
    [InlineData("class C { object M(N n) => n.CreateTrainer(new Adam(0.5f)); }", "NG4013")] // no such class
    [InlineData("[Network(4)] [Dense(] [MeanSquaredError] partial class N; class C { object M(N n) => n.CreateTrainer(new Adam(0.001f)); }", "NG4013")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; class C { object M(N n) => n.CreateTrainer(new Adam(0.5f)); }", "NG4013")] // no loss
    [InlineData("class Adam { public Adam(float learningRate) { } } class C { object M() => new Adam(5f); }", "NG5001")] // another Adam
    public async Task Nothing_is_said_of_what_cannot_be_seen(string source, string rule)
        => Assert.DoesNotContain(await AnalyzerRunner.DiagnoseAsync("using NetGen;\n" + source, new TrainingCallAnalyzer()), diagnostic => diagnostic.Id == rule);

    [Theory]
    [InlineData("NG5001", "new Adam(0.1f)", "new Adam(1e-3f)")]
    [InlineData("NG5002", "new Adam(1e-3f) { Epsilon = 0.5 }", "new Adam(1e-3f) { Epsilon = 1e-8 }")]
    [InlineData("NG5003", "new Adam(1e-3f) { WeightDecay = 0.01 }", "new AdamW(1e-3f) { WeightDecay = 0.01 }")]
    public async Task Fixed(string rule, string optimizer, string expected)
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [Wrap(optimizer)]);
        Assert.True(await editor.FixAsync(rule, new AttributeFixProvider()));
        Assert.Equal(Wrap(expected), (await editor.ReadAsync())[0]);
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
    }

    /// <summary>At the call stands the rate, at the network what is too small.</summary>
    [Theory]
    [InlineData("NG4013", Network, "n.CreateTrainer(new Sgd(1e-7f))", Network, "n.CreateTrainer(new Sgd(0.002f))")]
    [InlineData("NG4013", Network, "n.CreateTrainer(new Adam(0.05f) { Beta1 = 0.8 })", Network, "n.CreateTrainer(new Adam(0.01f) { Beta1 = 0.8 })")]
    [InlineData("NG4013", Network, "n.CreateTrainer(new RmsProp())", Network, "n.CreateTrainer(new RmsProp(0.001f))")]
    [InlineData("NG5009", Network, "n.CreateTrainer(new AdamW(1e-3) { WeightDecay = 10 })", Network, "n.CreateTrainer(new AdamW(1e-3) { WeightDecay = 2 })")]
    [InlineData("NG4005", Tiny, "n.CreateTrainer(new Adam(1e-3f))", TinyFixed, "n.CreateTrainer(new Adam(1e-3f))")]
    public async Task Fixed_where_the_trainer_is_made(string rule, string network, string call, string fixedNetwork, string fixedCall)
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [network, $"class C {{ object M(N n) => {call}; }}"]);
        Assert.True(await editor.FixAsync(rule, new AttributeFixProvider()));
        Assert.Equal([fixedNetwork, $"class C {{ object M(N n) => {fixedCall}; }}"], await editor.ReadAsync());
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
    }

    [Fact]
    public async Task A_message_has_the_numbers()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(Wrap("new Adam({|NG5001:0.1f|})"), "NG5001", new TrainingCallAnalyzer()));
        Assert.Equal(
            "Adam has a learning rate of 0.1, outside of the 1E-07 to 0.01 that work with it. Write a rate such as 1e-3f.",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(
        "new RmsProp(3e-3f)",
        "RmsProp is predicted to change the weights in its first step by 0.25 times their size, with a learning rate of 0.003. Write a rate of at most 0.001f.")]
    [InlineData(
        "new RmsProp(3e-3f) { Alpha = 0.9, Momentum = 0.9 }",
        "RmsProp is predicted to change the weights by 0.27 times their size in a step, once its momentum of 0.9 has built up, with a learning rate of 0.003. Write a rate of at most 0.001f.")]
    public async Task NG4013_says_what_momentum_makes_of_the_rate(string optimizer, string message)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(
            $"{Network} class C {{ object M(N n) => n.CreateTrainer({{|NG4013:{optimizer}|}}); }}", "NG4013", new TrainingCallAnalyzer()));
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_range_comes_from_the_configuration()
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], "[*.cs]\nnetgen_ng5001_factor = 20\n", [Wrap("new Adam(0.1f)")]);
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == "NG5001");
    }

    private static Task Verify(string rule, string optimizer) => AnalyzerRunner.VerifyAsync(Wrap(optimizer), rule, new TrainingCallAnalyzer());

    private static Task VerifyCall(string rule, string network, string call)
        => AnalyzerRunner.VerifyAsync($"{network} class C {{ object M(N n) => {call}; }}", rule, new TrainingCallAnalyzer());

    private static string Wrap(string optimizer) => $"class C {{ object M() => {optimizer}; }}";
}
