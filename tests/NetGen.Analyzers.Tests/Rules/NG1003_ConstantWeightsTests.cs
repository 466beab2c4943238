namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1003_ConstantWeightsTests
{
    private const string Rule = "NG1003";

    [Theory]
    [InlineData("[Network(9)] [Dense(9)] [{|NG1003:Zeros|}] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [{|NG1003:Ones|}] [Tanh] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [{|NG1003:Constant(0.5)|}] [Dense(2)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(8, 3, UseBias = false)] [{|NG1003:Zeros|}] [BatchNorm] [ReLU] [Flatten] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [{|NG1003:Zeros|}] [ReLU] class B;")]
    [InlineData("[Network(9)] [Residual<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [{|NG1003:Zeros|}] [ReLU] [Dense(9)] class B;")]
    [InlineData("[Network(9)] [Dense(9, UseBias = false)] [BatchNorm] [{|NG1003:Zeros|}] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [{|NG1003:Zeros|}] [Add(\"dense1\")] [Dense(2)] partial class N;")] // added to itself
    public Task Equal_weights_of_a_hidden_layer_are_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9)] [Dense(2)] [Zeros] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [ReLU] [Dense(2)] [Zeros] [Softmax] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [ReLU] [Dense(9)] [Zeros] [Add(\"relu1\")] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Residual<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [ReLU] [Dense(9)] [Zeros] class B;")]
    [InlineData("[Network(9)] [Residual<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [ReLU] [Dense(9, UseBias = false)] [BatchNorm] [Zeros] class B;")]
    [InlineData("[Network(9)] [Dense(9)] [Zeros(Target = Parameter.Bias)] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(4, 3, Groups = 4)] [Constant(0.1)] [ReLU] [Flatten] [Dense(2)] partial class N;")] // a mean of each channel
    [InlineData("[Network(9)] [Dense(1)] [Ones] [ReLU] [Dense(2)] partial class N;")] // one unit has no copies
    public Task Nothing_is_said_where_equal_weights_do_no_harm(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9)] [Dense(9)] [ReLU] [Dense(2)] [{|NG1004:Zeros|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(9)] [Residual<B>] [Dense(2)] partial class N; [Block] [Dense(9)] [ReLU] [Dense(9)] [{|NG1004:Zeros|}] class B;")]
    public Task NG1004_says_why_zeros_are_accepted(string source) => RuleTest.Verify("NG1004", source);

    [Theory]
    [InlineData(
        "[Network(9)] [Dense(9)] [{|NG1003:Zeros|}] [ReLU] [Dense(2)] partial class N;",
        "dense1 has weights that begin with zeros, so behind ReLU its 9 units give 0 and get gradient 0: they never learn. Write [He], which is drawn at random and suits ReLU.")]
    [InlineData(
        "[Network(9)] [Dense(9)] [{|NG1003:Zeros|}] [Tanh] [Dense(2)] partial class N;",
        "dense1 has weights that begin with zeros, so its 9 units give the same number for every input, and no gradient passes to the layers above it. Write [Xavier], which is drawn at random and suits Tanh.")]
    [InlineData(
        "[Network(9, 9, 1)] [Conv2D(8, 3)] [{|NG1003:Constant(0.5)|}] [ReLU] [Flatten] [Dense(2)] partial class N;",
        "conv1 has weights that all begin with 0.5, so its 8 filters compute one and the same number and count as 1. Write [He], which is drawn at random and suits ReLU.")]
    public Task The_message_says_what_becomes_of_the_units(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(9)] [Dense(9)] [Zeros] [ReLU] [Dense(2)] partial class N;", "[Network(9)] [Dense(9)] [He] [ReLU] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Dense(9)] [Constant(1)] [SELU] [Dense(2)] partial class N;", "[Network(9)] [Dense(9)] [LeCun] [SELU] [Dense(2)] partial class N;")]
    [InlineData(
        "[Network(9)] [Dense(9, UseBias = false)] [BatchNorm] [Zeros] [ReLU] [Dense(2)] partial class N;",
        "[Network(9)] [Dense(9, UseBias = false)] [BatchNorm] [Ones] [ReLU] [Dense(2)] partial class N;")]
    public Task The_fix_writes_random_weights(string source, string expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fix_all_changes_every_layer() => RuleTest.FixedAll(
        Rule,
        "[Network(9), Dense(9), Zeros, ReLU, Dense(9), Ones, Tanh, Dense(2), Zeros]\npartial class N;\n",
        "[Network(9), Dense(9), He, ReLU, Dense(9), Xavier, Tanh, Dense(2), Zeros]\npartial class N;\n");
}
