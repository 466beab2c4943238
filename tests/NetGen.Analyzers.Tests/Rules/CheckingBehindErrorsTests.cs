namespace NetGen.Analyzers.Tests.Rules;

/// <summary>A layer that does not fit its input does not keep other layers from being looked at.</summary>
public sealed class CheckingBehindErrorsTests
{
    private const string TooLarge = "[Network(4, 4, 1)] [{|NG3002:Conv2D(8, 5)|}] [ReLU]";
    private const string Unflattened = "[Network(8, 8, 1)] [Conv2D(8, 3)] [ReLU] [{|NG3003:Dense(20)|}]";

    /// <summary>All that is said, of all rules.</summary>
    [Theory]
    [InlineData(TooLarge + " [Dropout(0.2)] [{|NG3008:MaxPool2D(2)|}] [Flatten] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(TooLarge + " [Flatten] [Dense(10)] [{|NG2002:Softmax|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(TooLarge + " [Flatten] [Dense(10)] [{|NG2004:Sigmoid|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(TooLarge + " [Flatten] [Dense(10)] [{|NG2005:ReLU|}] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(TooLarge + " [Flatten] [Dense(10)] [{|NG2013:Softmax|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4, 2)] [{|NG3002:Conv1D(8, 5)|}] [Dropout(0.2)] [{|NG3008:MaxPool1D(2)|}] [Flatten] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Unflattened + " [{|NG1003:Zeros|}] [ReLU] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Unflattened + " [{|NG2014:Softmax|}] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Unflattened + " [Dropout(0.5)] [{|NG3007:BatchNorm|}] [ReLU] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Unflattened + " [ReLU] [{|NG3011:Dropout(0.9)|}] [Dense(10)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(8, 8, 1)] [Conv2D(8, 3)] [Dropout(0.5)] [{|NG3008:MaxPool2D(2)|}] [{|NG3003:Dense(10)|}] [SoftmaxCrossEntropy] partial class N;")] // above the error
    [InlineData("[Network(8, 8, 1)] [Conv2D(8, 3)] [{|NG2005:ReLU|}] [{|NG3003:SoftmaxCrossEntropy|}] partial class N;")] // the loss itself
    [InlineData("[Network(8, 8, 1)] [Use<B>] [{|NG3003:Dense(10)|}] [{|NG2002:Softmax|}] [SoftmaxCrossEntropy] partial class N; [Block] [Conv2D(8, 3)] [ReLU] class B;")]
    public Task Other_layers_are_checked(string source) => RuleTest.Verify("NG", source);

    /// <summary>What depends on sizes that are not known is not said, and nothing where it is not plain what was meant.</summary>
    [Theory]
    [InlineData(TooLarge + " [Flatten] [Dense(10)] [Normal(5)] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Flatten] [{|NG3001:Conv2D(8, 3)|}] [ReLU] [Flatten] [Dense(10)] [Softmax] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [{|NG3003:Dense(10)|}] [{|NG0006:Dropout(2)|}] [Softmax] [SoftmaxCrossEntropy] partial class N;")]
    public Task Nothing_is_guessed(string source) => RuleTest.Verify("NG", source);

    [Theory]
    [InlineData(Unflattened + " [Dropout(0.6)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;", "netgen_ng3011_rate = 0.7", 0)]
    [InlineData(Unflattened + " [Dropout(0.4)] [Dense(10)] [SoftmaxCrossEntropy] partial class N;", "netgen_ng3011_rate = 0.3", 1)]
    public async Task Settings_hold(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured("NG3011", source.Replace("{|NG3003:Dense(20)|}", "Dense(20)", StringComparison.Ordinal), $"[*.cs]\n{setting}\n")).Length);
}
