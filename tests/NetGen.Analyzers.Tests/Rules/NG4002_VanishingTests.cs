namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4002_VanishingTests
{
    private const string Rule = "NG4002";

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4002:Normal(0.01)|}] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [{|NG4002:Normal(0.01)|}] [Tanh] [Dense(100)] [Normal(0.01)] [Tanh] [Dense(100)] [Normal(0.01)] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    /// <summary>
    /// A network of straight lines is slow to begin, and stops only where very little is left: He's 30 layers did not train with Xavier, 22 did, and VGG-16 does. Where something bends or
    /// squashes, a tenth is little.
    /// </summary>
    [Theory]
    [InlineData("[Dense(100)] [Xavier] [ReLU]", 30, 1)]
    [InlineData("[Dense(100)] [Xavier] [LeakyReLU(0.01)]", 30, 1)]
    [InlineData("[Dense(100)] [Xavier] [ReLU]", 22, 0)]
    [InlineData("[Dense(100)] [Normal(0.02)] [ReLU]", 3, 0)]
    [InlineData("[Dense(100)] [Normal(0.005)] [ReLU]", 3, 1)]
    [InlineData("[Dense(100)] [Normal(0.02)] [GELU]", 3, 1)]
    [InlineData("[Dense(100)] [Normal(0.02)] [Tanh]", 3, 1)]
    public async Task The_limit_depends_on_whether_activations_bend(string layer, int layers, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, $"[Network(100, InputMean = 0, InputStd = 1)] {string.Concat(Enumerable.Repeat(layer + " ", layers))}[Dense(10)] [LeCun] partial class N;", string.Empty)).Length);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(100)] [Xavier] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(10)] [Normal(0.0001)] partial class N;")] // a small head
    [InlineData("[Network(100, InputMean = 0, InputStd = 200)] [Dense(100)] [Xavier] [Tanh] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Zeros] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [ReLU] [Dense(100)] [Normal(0.00001)] [Add(\"relu1\")] [Dense(10)] [LeCun] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(100)] [Normal(0.01)] [ReLU] [Dense(10)] [LeCun] partial class N;", "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] [LeCun] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
