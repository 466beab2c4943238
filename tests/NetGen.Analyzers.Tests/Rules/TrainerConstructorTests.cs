using System.Globalization;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>A trainer that its constructor makes is checked as one that the network makes.</summary>
public sealed class TrainerConstructorTests
{
    private const string Network =
        "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;";

    private const string Tiny = "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(1e-6)] [Tanh] [Dense(100)] [Normal(1e-6)] [Tanh] "
        + "[Dense(10)] [Normal(1e-6)] [SoftmaxCrossEntropy] partial class N;";

    private const string Wide = "[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(512)] [He] [ReLU] [Dense(512)] [He] [ReLU] [Dense(10)] [LeCun] "
        + "[MeanSquaredError] partial class N;";

    private const string Recurrent = "[Network(20, 3)] [GRU(4)] [MeanSquaredError] partial class N;";

    private const string Scaled = "[Network(9)] [Dense(16)] [He] [ReLU] [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class Small; "
        + "[Network(9)] [ScaledFrom(typeof(Small))] [Dense(64)] [He] [ReLU] [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("NG4013", Network, "new Trainer<N>(n, {|NG4013:new Sgd(1e-7f)|})")]
    [InlineData("NG4013", Network, "new NetGen.Trainer<N>(n, {|NG4013:new Sgd(1e-7f)|}, new TrainerOptions())")]
    [InlineData("NG4013", Network, "new Trainer<N>({|NG4013:optimizer: new Sgd(1e-7f)|}, network: n)")]
    [InlineData("NG4013", Network, "new Trainer<N>(n, {|NG4013:optimizer: new Sgd(1e-7f)|})")]
    [InlineData("NG4013", Network, "n.CreateTrainer({|NG4013:optimizer: new Sgd(1e-7f)|})")]
    [InlineData("NG4013", Network, "new Trainer<N>(new N(), new Sgd(0.1f))")]
    [InlineData("NG4005", Tiny, "new Trainer<N>(n, {|NG4005:new Adam(1e-3f)|})")]
    [InlineData("NG5004", Recurrent, "new Trainer<N>{|NG5004:(n, new Adam(1e-3f))|}")]
    [InlineData("NG5004", Recurrent, "new Trainer<N>{|NG5004:(n, new Adam(1e-3f), null)|}")]
    [InlineData("NG5004", Recurrent, "new Trainer<N>(n, new Adam(1e-3f), new TrainerOptions { ClipNorm = 1 })")]
    [InlineData("NG5004", Recurrent, "new Trainer<N>(n, options: new TrainerOptions { ClipNorm = 1 }, optimizer: new Adam(1e-3f))")]
    [InlineData("NG5009", Network, "new Trainer<N>(n, {|NG5009:new Sgd(0.05) { WeightDecay = 0.1 }|})")]
    [InlineData("NG5011", Network, "new Trainer<N>(new N(), new Adam(), new TrainerOptions { Groups = [{|NG5011:new(\"dense1.*\") { IsFrozen = true }|}] })")]
    [InlineData("NG5011", Network, "new Trainer<N>(n, new Adam(), new TrainerOptions { Groups = [new(\"dense1.*\") { IsFrozen = true }] })")]
    [InlineData("NG5012", Wide, "new Trainer<N>(n, {|NG5012:new Sgd(1f)|})")]
    [InlineData("NG5014", Scaled, "new Trainer<N>{|NG5014:(n, new Adam(1e-3f))|}")]
    [InlineData("NG5014", Scaled, "new Trainer<N>(n, new Adam(1e-3f), new TrainerOptions { Groups = N.ScaledParameterGroups(new Adam(1e-3f)) })")]
    public Task Is_checked(string rule, string network, string call)
        => AnalyzerRunner.VerifyAsync($"{network} class C {{ object M(N n) => {call}; }}", rule, new TrainingCallAnalyzer());

    [Fact]
    public Task An_implicit_type_is_seen() => AnalyzerRunner.VerifyAsync(
        $"{Network} class C {{ void M(N n) {{ using Trainer<N> trainer = new(n, {{|NG4013:new Sgd(1e-7f)|}}); }} }}", "NG4013", new TrainingCallAnalyzer());

    /// <summary>Options in a local variable are seen where their declaration gives them.</summary>
    [Theory]
    [InlineData("var options = new TrainerOptions { Threads = 1 }; new Trainer<N>{|NG5004:(n, new Adam(1e-3f), options)|}.Dispose();")]
    [InlineData("var options = new TrainerOptions { ClipNorm = 1 }; new Trainer<N>(n, new Adam(1e-3f), options).Dispose();")]
    public Task Options_of_a_local_variable_are_seen(string statements)
        => AnalyzerRunner.VerifyAsync($"{Recurrent} class C {{ void M(N n) {{ {statements} }} }}", "NG5004", new TrainingCallAnalyzer());

    /// <summary>Other classes of that name, a network that is not known, and a network with errors.</summary>
    [Theory]
    [InlineData("class Trainer<T>(object n, Optimizer o) { public object N => n; public object O => o; } "
        + Network + " class C { object M(N n) => new Trainer<N>(n, new Sgd(1e-7f)); }")]
    [InlineData("class C { object M<T>(T n) where T : class, ITrainableNetwork<T> => new Trainer<T>(n, new Sgd(1e-7f)); }")]
    [InlineData("[Network(4)] [Dense(] [MeanSquaredError] partial class N; class C { object M(N n) => new Trainer<N>(n, new Sgd(1e-7f)); }")]
    public async Task Nothing_is_said_of_what_cannot_be_seen(string source)
        => Assert.DoesNotContain(await AnalyzerRunner.DiagnoseAsync("using NetGen;\n" + source, new TrainingCallAnalyzer()), diagnostic => diagnostic.Id == "NG4013");

    [Fact]
    public async Task The_rate_is_mended()
    {
        string source = $"{Network} class C {{ object M(N n) => new Trainer<N>(n, new Sgd(1e-7f)); }}";
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [source]);
        Assert.True(await editor.FixAsync("NG4013", new AttributeFixProvider()));
        Assert.Equal(source.Replace("1e-7f", "0.002f", StringComparison.Ordinal), (await editor.ReadAsync())[0]);
    }

    [Fact]
    public async Task The_remedy_fits_either_way()
    {
        string message = Assert.Single(await AnalyzerRunner.VerifyAsync(
            $"{Recurrent} class C {{ object M(N n) => new Trainer<N>{{|NG5004:(n, new Adam(1e-3f))|}}; }}", "NG5004", new TrainingCallAnalyzer()))
            .GetMessage(CultureInfo.InvariantCulture);
        Assert.EndsWith("Write new TrainerOptions { ClipNorm = 1 } as the last argument.", message, StringComparison.Ordinal);
    }
}
