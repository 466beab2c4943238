namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG5013_TransferredRateTests
{
    private const string Rule = "NG5013";
    private const string Small = "[Network(9)] [Dense(16)] [He] [ReLU] [Dense(16)] [He] [ReLU] [Dense(2)] [LeCun] [SoftmaxCrossEntropy] partial class Small; ";
    private const string End = " [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("[Network(9)] [{|NG5013:ScaledFrom(typeof(Small))|}] [Dense(64)] [He] [ReLU] [Dense(32)] [He] [ReLU] [Dense(2)] [Zeros]")]
    public Task Reported(string source) => RuleTest.Verify(Rule, Small + source + End);

    [Theory]
    [InlineData("[Network(9)] [ScaledFrom(typeof(Small))] [Dense(16)] [He] [ReLU] [Dense(16)] [He] [ReLU] [Dense(2)] [LeCun]")]
    [InlineData("[Network(9)] [Dense(64)] [He] [ReLU] [Dense(32)] [He] [ReLU] [Dense(2)] [Zeros]")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, Small + source + End);

    [Theory]
    [InlineData("[Network(9)] [{|NG5013:ScaledFrom(typeof(Small))|}] [Dense(64)] [He] [ReLU] [Dense(32)] [He] [ReLU] [Dense(2)] [Zeros]",
        "N trains as Small does at its learning rate times 1/4 for dense2.weight, 1/2 for dense3.weight, 1 for all others with Adam and others whose steps do"
            + " not depend on the gradient's size, and times 4 for dense1.weight and dense1.bias, 1/2 for dense2.weight and dense3.weight, 2 for dense2.bias,"
            + " 1 for all others with Sgd. Write Groups = N.ScaledParameterGroups(optimizer) in its TrainerOptions.")]
    public Task The_message_has_the_factors(string source, string message) => RuleTest.Message(Rule, Small + source + End, message);
}
