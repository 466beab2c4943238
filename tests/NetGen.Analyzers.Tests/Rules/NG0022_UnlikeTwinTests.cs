namespace NetGen.Analyzers.Tests.Rules;

/// <summary>What makes networks no twins is compared in the generator's tests; here it is where that is shown.</summary>
public sealed class NG0022_UnlikeTwinTests
{
    private const string Rule = "NG0022";
    private const string Small = "[Network(9)] [Dense(8)] [He] [ReLU] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class Small; ";

    [Theory]
    [InlineData("[Network(9)] [{|NG0022:ScaledFrom(typeof(Small))|}] [Dense(16)] [Tanh] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(9)] [{|NG0022:ScaledFrom(typeof(string))|}] [Dense(16)] [ReLU] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, Small + source);

    [Theory]
    [InlineData("[Network(9)] [ScaledFrom(typeof(Small))] [Dense(16)] [He] [ReLU] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(9)] [ScaledFrom(typeof(Small))] [Dense(8)] [He] [ReLU] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(9)] [Dense(16)] [Tanh] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, Small + source);

    [Theory]
    [InlineData("[Network(9)] [{|NG0022:ScaledFrom(typeof(Small))|}] [Dense(16)] [Tanh] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;",
        "N is scaled from Small, but its layer 2 is [Tanh] tanh1 where Small has [ReLU] relu1. Give both the same layers in the same order, and change only"
            + " units, filters, channels, features and heads.")]
    public Task The_message_names_the_layer(string source, string message) => RuleTest.Message(Rule, Small + source, message);
}
