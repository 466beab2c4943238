using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2007_StackedLinearTests
{
    private const string Rule = "NG2007";

    [Theory]
    [InlineData("[Network(100)] [{|NG2007:Dense(100)|}] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [{|NG2007:Dense(100)|}] [Dropout(0.5)] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [{|NG2007:Conv2D(4, 3)|}] [Conv2D(4, 3)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [{|NG2007:Conv2D(4, 3)|}] [AveragePool2D(2)] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(784)] [{|NG2007:Dense(784)|}] [Dense(784)] [MeanSquaredError] partial class N;")] // as wide as both
    [InlineData("[Network(784)] [{|NG2007:Dense(100)|}] [Dense(32)] [Dense(784)] [MeanSquaredError] partial class N;")] // the bottleneck is behind the second
    [InlineData("[Network(9, 9, 8)] [{|NG2007:Conv2D(8, 3)|}] [Conv2D(16, 3)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(4, 3)] [MaxPool2D(2)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 1)] [Conv2D(4, 3, UseBias = false)] [BatchNorm] [MaxPool2D(2)] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(4, 3, Groups = 4)] [Conv2D(8, 1)] [ReLU] [Flatten] [Dense(10)] partial class N;")] // separable
    [InlineData("[Network(100)] [Dense(100, UseBias = false)] [BatchNorm] [Dense(10)] partial class N;")]
    [InlineData("[Network(784)] [Dense(32)] [Dense(784)] [MeanSquaredError] partial class N;")] // a linear autoencoder: of lower rank than one layer
    [InlineData("[Network(784)] [Dense(128)] [ReLU] [Dense(32)] [Dense(128)] [ReLU] [Dense(784)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(9, 9, 16)] [Conv2D(4, 1)] [Conv2D(16, 3)] [ReLU] [Flatten] [Dense(10)] partial class N;")]
    [InlineData("[Network(16, 16, 1)] [Conv2D(1, 3)] [AveragePool2D(7)] [Flatten] [Dense(100)] [ReLU] [Dense(2)] partial class N;")] // narrowed by pooling
    [InlineData("[Network(100)] [Dense(100)] [Add(\"input\")] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(100)] [ReLU] [Dense(100)] [Add(\"relu1\")] [Dense(10)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    /// <summary>A maximum bends: that there is nothing else is worth saying and no more.</summary>
    [Theory]
    [InlineData("[Network(9, 9, 1)] [{|NG2007:Conv2D(4, 3)|}] [MaxPool2D(2)] [Flatten] [Dense(10)] partial class N;", DiagnosticSeverity.Info)]
    [InlineData("[Network(9, 9, 1)] [{|NG2007:Conv2D(4, 3)|}] [Dropout(0.2)] [MaxPool2D(2)] [Conv2D(8, 3)] [ReLU] [Flatten] [Dense(10)] partial class N;", DiagnosticSeverity.Info)]
    [InlineData("[Network(9, 9, 1)] [{|NG2007:Conv2D(4, 3)|}] [AveragePool2D(2)] [Flatten] [Dense(10)] partial class N;", DiagnosticSeverity.Warning)]
    public async Task In_front_of_a_maximum_it_is_information(string source, DiagnosticSeverity severity)
        => Assert.Equal(severity, Assert.Single(await RuleTest.Verify(Rule, source)).Severity);

    [Theory]
    [InlineData("[Network(9, 9, 1)] [{|NG2007:Conv2D(4, 3)|}] [MaxPool2D(2)] [Flatten] [Dense(10)] partial class N;", "conv1 is followed by dense1 without an activation between them, so the maximum of pool1 is all that bends there, and it gives the largest of linear functions. Write [ReLU] below [Conv2D].")]
    [InlineData("[Network(784)] [{|NG2007:Dense(500)|}] [Dense(10)] partial class N;", "dense1 is followed by dense2 without an activation between them, so the 397,510 parameters of both can do no more than 7,850 of one linear layer. Write [ReLU] below [Dense].")]
    [InlineData("[Network(6, 784)] [{|NG2007:Dense(500)|}] [Dense(10)] partial class N;", "dense1 is followed by dense2 without an activation between them, so the 397,510 parameters of both can do no more than 7,850 of one linear layer. Write [ReLU] below [Dense].")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(100)] [Dense(10)] partial class N;", "[Network(100)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)]\n[Dense(100)] [He] // first\n[Dropout(0.5)]\n[Dense(10)] partial class N;", "[Network(100)]\n[Dense(100)] [He] [ReLU] // first\n[Dropout(0.5)]\n[Dense(10)] partial class N;")]
    [InlineData("[Network(9), Dense(9), He, Dense(2)] partial class N;", "[Network(9), Dense(9), He, ReLU, Dense(2)] partial class N;")]
    [InlineData("[Network(100)] [NetGen.Dense(100)] [Dense(10)] partial class N;", "[Network(100)] [NetGen.Dense(100)] [NetGen.ReLU] [Dense(10)] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Fact]
    public Task Fixed_everywhere() => RuleTest.FixedAll(
        Rule,
        "[Network(9)]\n[Dense(9)]\n[Dense(9)]\n[Dense(2)]\npartial class N;\n[Network(9), Dense(9), Dense(9), Dense(2)]\npartial class M;\n",
        "[Network(9)]\n[Dense(9)] [ReLU]\n[Dense(9)] [ReLU]\n[Dense(2)]\npartial class N;\n[Network(9), Dense(9), ReLU, Dense(9), ReLU, Dense(2)]\npartial class M;\n");
}
