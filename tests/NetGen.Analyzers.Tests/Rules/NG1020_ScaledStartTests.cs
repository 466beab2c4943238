namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1020_ScaledStartTests
{
    private const string Rule = "NG1020";
    private const string Small = "[Network(9)] [Dense(16)] [He] [ReLU] [Dense(16)] [He] [ReLU] [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class Small; ";
    private const string Head = "[VarianceScaling(0.25, Distribution = WeightDistribution.Normal)]";

    /// <summary>The last layer by the root of its inputs, a first layer by its outputs, a hidden one by the number as before, a bias by another.</summary>
    [Theory]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [{|NG1020:LeCun|}]")]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [{|NG1020:Dense(2)|}]")]
    [InlineData("[Wide] [Dense(64)] [{|NG1020:He(Mode = FanMode.FanOut)|}] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [Zeros]")]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [{|NG1020:Normal(0.354)|}] [ReLU] [Dense(2)] [Zeros]")]
    [InlineData("[Wide] [Dense(64)] [He] [{|NG1020:Constant(0.1, Target = Parameter.Bias)|}] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [Zeros]")]
    public Task Reported(string source) => RuleTest.Verify(Rule, Complete(source));

    [Theory]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] " + Head)]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [Normal(0.0625)]")]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [Normal(0.177)] [ReLU] [Dense(2)] [Zeros]")]
    [InlineData("[Network(9)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [LeCun]")] // a twin of nobody
    public Task Not_reported(string source) => RuleTest.Verify(Rule, Complete(source));

    /// <summary>0.25 for 16 inputs; a quarter of it for 64.</summary>
    [Theory]
    [InlineData("[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [{|NG1020:LeCun|}]",
        "dense3 begins with values of size 0.125, where a weight that only has 4 times as many inputs begins with 1/4 times the 0.25 of Small, 0.0625."
            + " Write [VarianceScaling(0.25, Distribution = WeightDistribution.Normal)], or a start of size 0.0625.")]
    [InlineData("[Wide] [Dense(64)] [He] [{|NG1020:Ones(Target = Parameter.Bias)|}] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [Zeros]",
        "dense1.bias begins with values of size 1, where one whose inputs do not grow begins with zeros, as in Small. Let it begin with zeros.")]
    [InlineData("[Wide] [Dense(64)] [{|NG1020:He(Mode = FanMode.FanOut)|}] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)] [Zeros]",
        "dense1 begins with values of size 0.177, where one whose inputs do not grow begins with the 0.471 of Small."
            + " Write [VarianceScaling(2, Distribution = WeightDistribution.Normal)], or a start of size 0.471.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, Complete(source), message);

    [Theory]
    [InlineData("[LeCun]", Head)]
    [InlineData("", Head)]
    [InlineData("[Xavier]", Head)]
    public Task Fixed(string before, string after) => RuleTest.Fixed(Rule, Wide(before), Wide(after));

    /// <summary>A number that is as large as it has to be within a tenth.</summary>
    [Fact]
    public async Task Configured()
    {
        string source = Wide("[Normal(0.068)]");
        Assert.Single(await RuleTest.Configured(Rule, source, ""));
        Assert.Empty(await RuleTest.Configured(Rule, source, "[*.cs]\nnetgen_ng1020_factor = 1.1\n"));
    }

    private static string Wide(string head) => Complete($"[Wide] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU] [Dense(2)]{(head.Length > 0 ? " " + head : "")}");

    private static string Complete(string layers)
        => Small + layers.Replace("[Wide]", "[Network(9)] [ScaledFrom(typeof(Small))]", StringComparison.Ordinal) + " [SoftmaxCrossEntropy] partial class N;";
}
