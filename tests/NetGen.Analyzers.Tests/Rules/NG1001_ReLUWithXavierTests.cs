using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1001_ReLUWithXavierTests
{
    private const string Rule = "NG1001";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:Xavier|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100), {|NG1001:LeCun|}, ReLU, Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:VarianceScaling(1)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:VarianceScaling(1, Mode = FanMode.FanAverage)|}] [LeakyReLU(0.01)] [Dense(10)] partial class N;")]
    [InlineData("[Network(28, 28, 1)] [Conv2D(32, 5)] [{|NG1001:Xavier|}] [MaxPool2D(2)] [ReLU6] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:Xavier|}] [Dropout(0.5)] [GELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:LeCun|}] [SiLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:LeCun|}] [ELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1001:Orthogonal|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 8)] [Conv2D(8, 3)] [{|NG1001:DeltaOrthogonal|}] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(100, Defaults = Framework.Keras)] [{|NG1001:Dense(100)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100, Defaults = Framework.Flax)] [{|NG1001:Dense(100)|}] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Use<B>] [Dense(10)] partial class N; [Block] [Dense(100)] [{|NG1001:Xavier|}] [ReLU] class B;")]
    [InlineData("[Network(100)] [Use<B>(Repeat = 3)] [Dense(10)] partial class N; [Block] [Dense(100)] [{|NG1001:Xavier|}] [ReLU] class B;")]
    public Task A_rectifier_behind_an_initialiser_for_linear_layers_is_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [ReLU] [Dense(10)] [Xavier] partial class N;")] // a head
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")] // the default
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [LeCun] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier(Gain = 1.4142135623730951)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [Xavier] [BatchNorm] [ReLU] [Dense(10)] partial class N;")] // scale-free
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [ReLU] [BatchNorm] [Dense(10)] partial class N;")] // scale-free one layer later
    [InlineData("[Network(9216)] [Dense(128)] [Xavier] [ReLU] [Dense(10)] partial class N;")] // a factor of 0.99
    [InlineData("[Network(100)] [Dense(100)] [VarianceScaling(2)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Add(\"input\")] [ReLU] [Dense(10)] partial class N;")] // a sum, not the layer alone
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [Softplus] [Dense(10)] partial class N;")] // passes 0.92 of the mean square
    [InlineData("[Network(100)] [Dense(100)] [Orthogonal(1.4142)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Orthogonal] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Identity] [ReLU] [Dense(10)] partial class N;")] // a copy of what is positive already
    public Task Nothing_is_said_where_the_variance_is_kept_or_does_not_matter(string source) => RuleTest.Verify(Rule, source);

    [Fact]
    public Task The_message_has_the_exact_factor() => RuleTest.Message(
        Rule,
        "[Network(100)] [Dense(100)] [{|NG1001:Xavier|}] [ReLU] [Dense(10)] partial class N;",
        "dense1 is followed by ReLU: He keeps the variance; Xavier here multiplies it by 0.50, which costs little at this depth. Write [He] instead of [Xavier].");

    /// <summary>A half of the variance for each layer: a tenth of the standard deviation is left by six and a half of them, 0.003 by seventeen.</summary>
    [Theory]
    [InlineData(6, "0.02", "which costs little at this depth")]
    [InlineData(7, "0.0078", "so that training begins late")]
    [InlineData(16, "0.0000", "so that training begins late")]
    [InlineData(17, "0.0000", "so that hardly anything is learned")]
    public async Task The_message_says_what_it_costs_at_this_depth(int depth, string left, string consequence)
    {
        string layers = string.Concat(Enumerable.Repeat("[Dense(100)] [Xavier] [ReLU] ", depth));
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [$"[Network(100)] {layers}[Dense(10)] partial class N;"]);
        string[] messages = [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Id == Rule).Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
        Assert.Equal(depth, messages.Length);
        string factor = left == "0.0000" ? Math.Pow(0.5, depth).ToString("0.0E+00", CultureInfo.InvariantCulture) : left;
        Assert.All(messages, message => Assert.Contains($"multiplies it by 0.50, and all {depth} such layers leave {factor} of it, {consequence}.", message, StringComparison.Ordinal));
    }

    /// <summary>fan-in 25, fan-out 800: 25 * 2 / 825 / 2 = 0.0303.</summary>
    [Fact]
    public Task The_factor_is_that_of_the_fans() => RuleTest.Message(
        Rule,
        "[Network(28, 28, 1)] [Conv2D(32, 5)] [{|NG1001:Xavier|}] [ReLU] [Flatten] [Dense(10)] partial class N;",
        "conv1 is followed by ReLU: He keeps the variance; Xavier here multiplies it by 0.03, which costs little at this depth. Write [He] instead of [Xavier].");

    [Theory]
    [InlineData("[Network(9)] [Dense(9)] [Xavier] [ReLU] [Dense(2)] partial class N;", "[Network(9)] [Dense(9)] [He] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9), Dense(9), LeCun, ReLU, Dense(2)] partial class N;", "[Network(9), Dense(9), He, ReLU, Dense(2)] partial class N;")]
    [InlineData(
        "[Network(9)]\r\n[Dense(9)] [Xavier /* why */] // hidden\r\n[LeakyReLU(0.3)]\r\n[Dense(2)] partial class N;",
        "[Network(9)]\r\n[Dense(9)] [He(Slope = 0.3) /* why */] // hidden\r\n[LeakyReLU(0.3)]\r\n[Dense(2)] partial class N;")]
    [InlineData(
        "[Network(9)] [Dense(9)] [NetGen.Xavier(Distribution = WeightDistribution.Uniform)] [ReLU] [Dense(2)] partial class N;",
        "[Network(9)] [Dense(9)] [NetGen.He(Distribution = WeightDistribution.Uniform)] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [Xavier(Target = Parameter.Weight)] [GELU] [Dense(2)] partial class N;", "[Network(9)] [Dense(9)] [Auto(Target = Parameter.Weight)] [GELU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [Orthogonal] [ReLU] [Dense(2)] partial class N;", "[Network(9)] [Dense(9)] [Orthogonal(1.41)] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [Xavier] [ReLU] class B;", "[Network(9)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [He] [ReLU] class B;")]
    public Task The_fix_writes_the_initialiser_for_the_activation(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fix_all_changes_every_layer_of_every_network() => RuleTest.FixedAll(
        Rule,
        "[Network(9), Dense(9), Xavier, ReLU, Dense(9), LeCun, ReLU, Dense(2), Xavier] partial class M;\n[Network(9)]\n[Dense(9)] [Xavier] [ELU]\n[Dense(9)] [Xavier] [ReLU]\n[Dense(2)]\npartial class N;\n",
        "[Network(9), Dense(9), He, ReLU, Dense(9), He, ReLU, Dense(2), Xavier] partial class M;\n[Network(9)]\n[Dense(9)] [Auto] [ELU]\n[Dense(9)] [He] [ReLU]\n[Dense(2)]\npartial class N;\n");

    [Fact]
    public async Task The_threshold_comes_from_the_configuration()
    {
        const string Source = "[Network(200)] [Dense(100)] [Xavier] [ReLU] [Dense(10)] partial class N;"; // a factor of 2/3
        Assert.Single(await RuleTest.Configured(Rule, Source, "[*.cs]\nnetgen_ng1001_factor = 0.7\n"));
        Assert.Empty(await RuleTest.Configured(Rule, Source, "[*.cs]\nnetgen_ng1001_factor = 0.6\n"));
    }

    [Fact]
    public async Task Severity_and_suppression_are_the_compilers()
    {
        const string Source = "[Network(9)] [Dense(9)] [Xavier] [ReLU] [Dense(2)] partial class N;";
        Assert.Empty(await RuleTest.Configured(Rule, Source, "[*.cs]\ndotnet_diagnostic.NG1001.severity = none\n"));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await RuleTest.Configured(Rule, Source, "[*.cs]\ndotnet_diagnostic.NG1001.severity = error\n")).Severity);
        Assert.Empty(await RuleTest.Configured(Rule, "#pragma warning disable NG1001\n" + Source, "[*.cs]\n"));
        Assert.Empty(await RuleTest.Configured(Rule, "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"NetGen\", \"NG1001\")] " + Source, "[*.cs]\n"));
    }
}
