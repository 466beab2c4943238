using NetGen.Generator.Analysis;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>Networks beside the smaller ones that they are the wider twins of: what grows, by how much, and when they are no twins.</summary>
public sealed class ScalingTests
{
    /// <summary>Of each parameter: which sides grow, by how much, and the factors of the standard deviation and of both rates.</summary>
    [Theory]
    [InlineData(
        "[Network(9)] [Dense({8|32})] [ReLU] [Dense({8|32})] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]",
        "dense1.weight InputLike 1 4: 1 4 1; dense1.bias InputLike 1 4: 1 4 1; dense2.weight Hidden 4 4: 0.5 1 0.25; dense2.bias InputLike 1 4: 1 4 1;"
            + " dense3.weight OutputLike 4 1: 0.25 0.25 0.25; dense3.bias Fixed 1 1: 1 1 1")]
    [InlineData(
        "[Network(9)] [Dense({8|32})] [ReLU] [Dense({8|16})] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]",
        "dense1.weight InputLike 1 4: 1 4 1; dense1.bias InputLike 1 4: 1 4 1; dense2.weight Hidden 4 2: 0.5 0.5 0.25; dense2.bias InputLike 1 2: 1 2 1;"
            + " dense3.weight OutputLike 2 1: 0.5 0.5 0.5; dense3.bias Fixed 1 1: 1 1 1")]
    [InlineData(
        "[Network(8, 8, 3)] [Conv2D({4|16}, 3, UseBias = false)] [BatchNorm] [ReLU] [DepthwiseConv2D(3, UseBias = false)] [PReLU(Shared = true)]"
            + " [Conv2D({4|16}, 3, Groups = 2, UseBias = false)] [Flatten] [Dense(2, UseBias = false)] [SoftmaxCrossEntropy]",
        "conv1.weight InputLike 1 4: 1 4 1; bn1.weight InputLike 1 4: 1 4 1; bn1.bias InputLike 1 4: 1 4 1; depthwise1.weight InputLike 1 4: 1 4 1;"
            + " prelu1.weight Fixed 1 1: 1 1 1; conv2.weight Hidden 4 4: 0.5 1 0.25; dense1.weight OutputLike 4 1: 0.25 0.25 0.25")]
    [InlineData(
        "[Network(8, 8, 3)] [Conv2D({4|16}, 3, UseBias = false)] [ReLU] [Conv2DTranspose({4|12}, 3, Stride = 2, UseBias = false)]"
            + " [Conv2DTranspose(1, 1, UseBias = false)] [MeanSquaredError]",
        "conv1.weight InputLike 1 4: 1 4 1; convtranspose1.weight Hidden 4 3: 0.5 0.75 0.25; convtranspose2.weight OutputLike 3 1: 0.3333 0.3333 0.3333")]
    [InlineData(
        "[Network(6, Vocabulary = 50)] [Embedding({8|32})] [Positions] [LSTM({8|16}, UseBias = false)] [MultiHeadAttention({2|4}, UseBias = false)]"
            + " [Last] [Dense(5)] [SoftmaxCrossEntropy]",
        "embedding1.weight InputLike 1 4: 1 4 1; positions1.weight InputLike 1 4: 1 4 1; lstm1.weight_ih_l0 Hidden 4 2: 0.5 0.5 0.25;"
            + " lstm1.weight_hh_l0 Hidden 2 2: 0.7071 1 0.5; attention1.in_proj_weight Hidden 2 2: 0.7071 1 0.5;"
            + " attention1.out_proj.weight Hidden 2 2: 0.7071 1 0.5; dense1.weight OutputLike 2 1: 0.5 0.5 0.5; dense1.bias Fixed 1 1: 1 1 1")]
    public void A_parameter_grows_on_the_side_of_its_inputs_or_of_its_outputs(string layers, string expected)
    {
        NetworkResult result = Pair(layers);
        Assert.True(result.Model is not null, string.Join('\n', result.Findings.Select(Declared.Describe)));
        WidthScaling scaling = result.Model.Scaling!;
        Assert.Equal("Small", scaling.Base);
        Assert.Equal(expected.Split("; "), scaling.Parameters.Select(Describe));

        static string Describe(ScaledParameter parameter)
        {
            double[] all = [parameter.StdFactor, parameter.GradientRate, parameter.UnitRate];
            string factors = string.Join(' ', all.Select(factor => Text.Of(Math.Round(factor, 4))));
            return $"{parameter.Name} {parameter.Class} {Text.Of(parameter.FanIn)} {Text.Of(parameter.FanOut)}: {factors}";
        }
    }

    [Theory]
    [InlineData("[Network(9)] [Dense(4)] [Tanh]", "[Network(9)] [Dense(8)] [ReLU]", "Small, but its layer 2 is [ReLU] relu1 where Small has [Tanh] tanh1")]
    [InlineData("[Network(9)] [Dense(4)] [Tanh]", "[Network(9)] [Dense(8)]", "Small, but has 1 layer where Small has 2: tanh1 is in Small alone")]
    [InlineData("[Network(9)] [Dense(4)]", "[Network(9)] [Dense(8)] [Dense(4)]", "Small, but has 2 layers where Small has 1: dense2 is in Wide alone")]
    [InlineData("[Network(9)] [Dense(4)] [Dense(2)]", "[Network(9)] [Dense(8)] [Dense(2, UseBias = false)]",
        "Small, but its layer 2, dense2, has the parameters weight where Small has weight and bias")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(4, 3)] [Conv2D(1, 3)]", "[Network(9, 9, 1)] [Conv2D(8, 3)] [Conv2D(1, 5)]",
        "Small, but its layer 2, conv2, has kernel=5,5 where Small has kernel=3,3")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(4, 3)] [Reshape(7, 28)] [Dense(1)]", "[Network(9, 9, 1)] [Conv2D(8, 3)] [Reshape(14, 28)] [Dense(1)]",
        "Small, but its layer 2, reshape1, gives 14x28 where reshape1 of Small gives 7x28")]
    [InlineData("[Network(9)] [Dense(4)] [ReLU] [Dense(4)] [Add(\"dense1\")] [Dense(1)]",
        "[Network(9)] [Dense(8)] [ReLU] [Dense(8)] [Add(\"relu1\")] [Dense(1)]",
        "Small, but its layer 4, add1, reads dense2 and relu1 where add1 of Small reads dense2 and dense1")]
    public void Twins_differ_in_widths_alone(string small, string wide, string problem)
        => Assert.Equal(
            [$"NG0022 @1: Wide | is scaled from {problem} | Give both the same layers in the same order, and change only units, filters, channels, features"
                + " and heads"],
            Findings(small, wide));

    [Theory]
    [InlineData("[Network(9)] [Dense(4)]", "[Network(8)] [Dense(4)]", "Small, but reads 8 where Small reads 9",
        "Give both the same inputs: the data are the same")]
    [InlineData("[Network(9)] [Dense(4)]", "[Network(9)] [Dense(8)]", "Small, but gives 8 of dense1 where Small gives 4 of dense1",
        "Give both the same outputs: what is learned is the same")]
    [InlineData("[Network(9)] [Dense(4)] [MeanSquaredError]", "[Network(9)] [Dense(4)] [SoftmaxCrossEntropy]",
        "Small, but is trained by [SoftmaxCrossEntropy] on dense1 where Small is by [MeanSquaredError] on dense1", "Give both the same losses")]
    [InlineData("[Network(9)] [Dense(4)] [MeanSquaredError]", "[Network(9)] [Dense(4)]",
        "Small, but is trained by none where Small is by [MeanSquaredError] on dense1", "Give both the same losses")]
    [InlineData("[Network(9)] [Dense(4)] [WeightNorm] [Dense(2)]", "[Network(9)] [Dense(8)] [WeightNorm] [Dense(2)]",
        "Small, but the weights of dense1 are computed, as [WeightNorm] says, and the rules of scaling are for weights that are trained themselves",
        "Remove [WeightNorm] from both, or [ScaledFrom]")]
    [InlineData("[Network(4, 8)] [Dense(8)] [MultiHeadAttention(2)] [Dense(2)]", "[Network(4, 8)] [Dense(16)] [MultiHeadAttention(2)] [Dense(2)]",
        "Small, but the scores of attention1 sum 8 products where those of attention1 sum 4, and nothing divides them by that number",
        "Let the number of heads grow, and keep their size")]
    [InlineData("[Network(9)] [Dense(4)] [Tanh] [Dot(\"dense1\")]", "[Network(9)] [Dense(8)] [Tanh] [Dot(\"dense1\")]",
        "Small, but the scores of dot1 sum 8 products where those of dot1 sum 4, and nothing divides them by that number",
        "Write Normalize = true in both, or keep the widths in front of it")]
    [InlineData("[Network(9)] [Dense(0)]", "[Network(9)] [Dense(4)]", "Small, whose own declaration has errors", "Mend those of Small first")]
    [InlineData("[Block] [Dense(4)]", "[Network(9)] [Dense(4)]", "Small, which is no network", "Name a class with [Network]")]
    [InlineData("", "[Network(9)] [Dense(4)]", "Small, which is no network", "Name a class with [Network]")]
    public void Twins_learn_the_same(string small, string wide, string problem, string remedy)
        => Assert.Equal([$"NG0022 @1: Wide | is scaled from {problem} | {remedy}"], Findings(small, wide));

    /// <summary>Sizes that count channels, and how much is dropped, may differ.</summary>
    [Theory]
    [InlineData("[Network(4, 8)] [Dense({8|32})] [MultiHeadAttention({2|8})] [Dropout({0.1|0.3})] [GroupNorm({2|4})] [Dense(2)]")]
    [InlineData("[Network(9)] [Dense({4|8})] [Tanh] [Dot(\"dense1\", Normalize = true)]")]
    [InlineData("[Network(8, 8, 2)] [Conv2D({4|8}, 3)] [Conv2D({4|8}, 3, Groups = {2|4})] [Flatten] [Dense(2)]")]
    public void Widths_may_be_said_in_several_ways(string layers) => Assert.NotNull(Pair(layers).Model!.Scaling);

    [Fact]
    public void A_class_gets_its_groups_as_a_static_member()
    {
        GeneratorResult result = GeneratorRunner.Run(Source(
            "[Network(9)] [Dense(4)] [ReLU] [Dense(2)] [MeanSquaredError]", "[Network(9)] [Dense(8)] [ReLU] [Dense(2)] [MeanSquaredError]"));
        string surface = Assert.Single(result.Sources, source => source.Text.Contains("ScaledParameterGroups", StringComparison.Ordinal)).Text;
        Assert.Contains("ScaledParameter(\"dense1.weight\", 1d, 2d), // input-like: its outputs alone grow", surface, StringComparison.Ordinal);
        Assert.Contains("ScaledParameter(\"dense2.weight\", 2d, 1d)); // output-like: its inputs alone grow", surface, StringComparison.Ordinal);
        Assert.DoesNotContain("dense2.bias\", 1d", surface, StringComparison.Ordinal);
        Assert.Empty(result.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning));
    }

    /// <summary>Its use has no errors then.</summary>
    [Fact]
    public void A_placeholder_has_the_groups_that_are_asked_for()
    {
        GeneratorResult result = GeneratorRunner.Run(Source("[Network(9)] [Dense(4)] [MeanSquaredError]", "[Network(9)] [Dense(8)] [MeanSquaredError]"));
        string placeholder = Assert.Single(result.Sources, source => source.HintName.StartsWith("Wide", StringComparison.Ordinal)).Text;
        Assert.Matches(@"ScaledParameterGroups\(\s*global::NetGen\.Optimizer optimizer\)\s*=> throw", placeholder);
        Assert.Contains("NG0022)", placeholder, StringComparison.Ordinal);
    }

    private static NetworkResult Pair(string layers)
        => NetworkModelBuilder.Build(Declared.Parse(Classes(Choose(layers, 0), Choose(layers, 1)), "Wide"));

    private static string[] Findings(string small, string wide)
        => FindingsOf.Errors(Declared.Parse(Classes(small, wide), "Wide"));

    private static string Source(string small, string wide) => "using NetGen;\n" + Classes(small, wide);

    private static string Classes(string small, string wide)
    {
        string scaled = wide.Insert(wide.IndexOf(']', StringComparison.Ordinal) + 1, " [ScaledFrom(typeof(Small))]");
        return $"{small} partial class Small;\n{scaled} partial class Wide;";
    }

    /// <summary>{8|32}: 8 of the small network, 32 of the wide one.</summary>
    private static string Choose(string layers, int place)
        => System.Text.RegularExpressions.Regex.Replace(layers, @"\{([^|}]*)\|([^}]*)\}", match => match.Groups[place + 1].Value);
}
