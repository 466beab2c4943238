namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1006_SELUInitializerTests
{
    private const string Rule = "NG1006";

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1006:He|}] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1006:Normal(0.3)|}] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [SELU] [{|NG1006:Dropout(0.1)|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [{|NG1006:BatchNorm|}] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [SELU] [{|NG1006:BatchNorm|}] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [LeCun] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [Xavier] [SELU] [Dense(10)] partial class N;")] // equal fans: the same variance
    [InlineData("[Network(100)] [Dense(100)] [Normal(0.1)] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [LeCun] [SELU] [Dropout(0)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [LeCun] [SELU] [AlphaDropout(0.1)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [He] [ReLU] [Dropout(0.1)] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [{|NG1006:He|}] [SELU] [Dense(10)] partial class N;", "dense1 is followed by SELU, whose fixed point needs weights of variance 1 / fan-in, and He here gives 2.00 times that. Write [LeCun] instead of [He].")]
    [InlineData("[Network(100)] [Dense(100)] [SELU] [{|NG1006:Dropout(0.2)|}] [Dense(10)] partial class N;", "dropout1 drops 20 % of SELU's outputs, which multiplies their variance by 1.25 and leaves the fixed point. Write [AlphaDropout(0.2)], which keeps mean 0 and variance 1.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [He] [SELU] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [LeCun] [SELU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)]\n[Dense(100)] [SELU]\n[Dropout(0.2)]\n[Dense(10)] partial class N;", "[Network(100)]\n[Dense(100)] [SELU]\n[AlphaDropout(0.2)]\n[Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [SELU] [Dropout(0.2)] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [SELU] [AlphaDropout(0.2)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [BatchNorm] [SELU] [Dense(10)] partial class N;", null)]
    [InlineData("[Network(100)] [Dense(100)] [SELU] [Dropout(0.2, Name = \"d\")] [Dense(10)] [Concat(\"d\")] partial class N;", "[Network(100)] [Dense(100)] [SELU] [AlphaDropout(0.2, Name = \"d\")] [Dense(10)] [Concat(\"d\")] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
