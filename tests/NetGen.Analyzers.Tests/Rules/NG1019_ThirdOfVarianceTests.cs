namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1019_ThirdOfVarianceTests
{
    private const string Rule = "NG1019";
    private const string Layer = "[Dense(100)] [VarianceScaling(0.3333)] [ReLU] ";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1019:VarianceScaling(0.3333)|}] [ReLU] " + Layer + Layer + Layer + "[Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 3)] [Use<B>(Repeat = 4)] [Flatten] [Dense(10)] partial class N; [Block] [Conv2D(8, 3, Padding = Padding.Same)] [{|NG1019:VarianceScaling(0.3333, Distribution = WeightDistribution.Uniform)|}] [LeakyReLU] class B;")]
    [InlineData("[Network(100, Defaults = Framework.PyTorch)] [{|NG1019:Dense(100)|}] [ReLU] [Dense(100)] [ReLU] [Dense(100)] [ReLU] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] " + Layer + Layer + Layer + "[Dense(10)] partial class N;")] // three train
    [InlineData("[Network(100)] " + Layer + Layer + Layer + "[Dense(100)] [VarianceScaling(0.3333)] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] " + Layer + Layer + Layer + "[Dense(100)] [VarianceScaling(2)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Use<B>(Repeat = 4)] [Dense(10)] partial class N; [Block] [Dense(100, UseBias = false)] [VarianceScaling(0.3333)] [BatchNorm] [ReLU] class B;")]
    [InlineData("[Network(100, Defaults = Framework.Flax)] [Dense(100)] [ReLU] [Dense(100)] [ReLU] [Dense(100)] [ReLU] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Fact]
    public Task The_message_has_the_factors() => RuleTest.Message(
        Rule,
        "[Network(100)] [Dense(100)] [{|NG1019:VarianceScaling(0.3333)|}] [ReLU] " + Layer + Layer + Layer + "[Dense(10)] partial class N;",
        "dense1 is the first of 4 layers with a variance of 1 / (3 fan-in) in front of rectifiers, as PyTorch's layers have by themselves, which multiplies that of the signal by 0.17 per layer, 0.00077 after all of them. Write [He].");

    /// <summary>There is nothing to replace, so initialisers are written behind the layers.</summary>
    [Fact]
    public Task Defaults_of_PyTorch_are_fixed() => RuleTest.Fixed(
        Rule,
        "[Network(100, Defaults = Framework.PyTorch)]\n[Dense(100)] [ReLU]\n[Dense(100)] [ReLU]\n[Dense(100)] [ReLU]\n[Dense(100)] [ReLU]\n[Dense(10)] partial class N;",
        "[Network(100, Defaults = Framework.PyTorch)]\n[Dense(100)] [He] [ReLU]\n[Dense(100)] [He] [ReLU]\n[Dense(100)] [He] [ReLU]\n[Dense(100)] [He] [ReLU]\n[Dense(10)] partial class N;");

    [Fact]
    public Task Fixed() => RuleTest.Fixed(
        Rule,
        "[Network(100)] " + Layer + Layer + Layer + "[Dense(100)] [VarianceScaling(0.3333, Distribution = WeightDistribution.Uniform)] [LeakyReLU(0.2)] [Dense(10)] partial class N;",
        "[Network(100)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He(Slope = 0.2, Distribution = WeightDistribution.Uniform)] [LeakyReLU(0.2)] [Dense(10)] partial class N;");
}
