using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG2006_RestrictedRegressionTests
{
    private const string Rule = "NG2006";

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:ReLU|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Sigmoid|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Sigmoid|}] [Hinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:ReLU|}] [SquaredHinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredLogarithmicError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Softplus|}] [MeanAbsolutePercentageError] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [LeakyReLU] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [ReLU] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Tanh] [Hinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Tanh] [SquaredHinge] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [Softplus] [MeanSquaredLogarithmicError] partial class N;")]
    [InlineData("[Network(100)] [Dense(1)] [ReLU] [MeanSquaredLogarithmicError] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:ReLU|}] [MeanSquaredError] partial class N;", "relu1 is the last layer in front of [MeanSquaredError] and can give no number below 0, and where it gives 0 it passes no gradient. Remove [ReLU].")]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredError] partial class N;", "tanh1 is the last layer in front of [MeanSquaredError] and can give only numbers from -1 to 1. Remove [Tanh] if targets can lie outside.")]
    public Task The_message_has_the_numbers(string source, string message) => RuleTest.Message(Rule, source, message);

    /// <summary>Declared targets decide: standardised ones; prices; pixels, which are skewed; counts; yes and no.</summary>
    [Theory]
    [InlineData("Tanh", "TargetMean = 0, TargetStd = 1", DiagnosticSeverity.Warning)]
    [InlineData("Sigmoid", "TargetMean = 0, TargetStd = 1", DiagnosticSeverity.Warning)]
    [InlineData("Sigmoid", "TargetMean = 3, TargetStd = 1", DiagnosticSeverity.Warning)]
    [InlineData("ReLU", "TargetMean = 0, TargetStd = 1", DiagnosticSeverity.Warning)]
    [InlineData("Softplus", "TargetMean = 0, TargetStd = 1", DiagnosticSeverity.Warning)]
    [InlineData("Tanh", "TargetMean = 0, TargetStd = 0.4", DiagnosticSeverity.Info)]
    [InlineData("Sigmoid", "TargetMean = 0.1307, TargetStd = 0.3081", DiagnosticSeverity.Info)]
    [InlineData("Sigmoid", "TargetMean = 0.5, TargetStd = 0.289", DiagnosticSeverity.Info)]
    [InlineData("ReLU", "TargetMean = 4, TargetStd = 1", DiagnosticSeverity.Info)]
    [InlineData("Softplus", "TargetMean = 2, TargetStd = 2", DiagnosticSeverity.Info)]
    public async Task Declared_targets_decide(string head, string targets, DiagnosticSeverity severity)
        => Assert.Equal(severity, Assert.Single(await RuleTest.Verify(Rule, $"[Network(100)] [Dense(1)] [{{|NG2006:{head}|}}] [MeanSquaredError({targets})] partial class N;")).Severity);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [{|NG2006:Tanh|}] [MeanSquaredError(TargetMean = 0, TargetStd = 1)] partial class N;", "tanh1 is the last layer in front of [MeanSquaredError] and can give only numbers from -1 to 1, but targets of mean 0 and std 1 lie outside, too. Remove [Tanh].")]
    public Task The_message_has_the_targets(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData("[Network(100)] [Dense(1)] [ReLU] [MeanSquaredError] partial class N;", "[Network(100)] [Dense(1)] [MeanSquaredError] partial class N;")]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);
}
