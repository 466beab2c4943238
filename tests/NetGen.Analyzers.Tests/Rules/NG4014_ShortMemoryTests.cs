namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG4014_ShortMemoryTests
{
    private const string Rule = "NG4014";
    private const string Long = "[Network(500, 16, InputMean = 0, InputStd = 1)]";

    /// <summary>Small inputs fill the cells of an LSTM that keeps all for hundreds of steps: the first of them have the largest gradients.</summary>
    private const string Growing = "[Network(500, 4, InputMean = 0, InputStd = 0.1)]";

    [Theory]
    [InlineData(Long + " [{|NG4014:LSTM(64, ForgetBias = 0, LastStepOnly = true)|}] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(
        "[Network(1500, 16, InputMean = 0, InputStd = 1)] [{|NG4014:LSTM(64, ForgetBias = 0, Bidirectional = true, LastStepOnly = true)|}] "
        + "[Dense(10)] [LeCun] partial class N;")]
    [InlineData(Long + " [{|NG4014:LSTM(64, ForgetBias = 0)|}] [Dropout(0.2)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [{|NG4014:LSTM(64, ForgetBias = 0, Reverse = true, LastStepOnly = true)|}] [Dense(10)] [LeCun] partial class N;")]
    [InlineData(Long + " [Dense(16)] [{|NG4014:SimpleRNN(64)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [{|NG4014:SimpleRNN(64, LastStepOnly = true)|}] [Normal(0, 0.05, Target = Parameter.Recurrent)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [GRU(64)] [{|NG4014:GRU(64, LastStepOnly = true)|}] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [{|NG4014:LSTM(64, Reverse = true)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [{|NG4014:SimpleRNN(64, Reverse = true)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    /// <summary>A few steps; memory that lasts; all steps read; the other end read too; a gradient that grows.</summary>
    [Theory]
    [InlineData("[Network(100, 16, InputMean = 0, InputStd = 1)] [LSTM(64, ForgetBias = 0, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [LSTM(64, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [SimpleRNN(64, Activation = RecurrentActivation.ReLU, LastStepOnly = true)] [Normal(0.01)] [Identity(Target = Parameter.Recurrent)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [LSTM(64, ForgetBias = 0, LastStepOnly = true)] partial class N;")]
    [InlineData(Long + " [LSTM(64, ForgetBias = 0)] [GlobalAveragePool1D] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [LSTM(64, ForgetBias = 0)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [SimpleRNN(64, LastStepOnly = true)] [He(Target = Parameter.Recurrent)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [Conv1D(16, 8, Stride = 8)] [LSTM(64, ForgetBias = 0, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Growing + " [LSTM(32, ForgetBias = 6, LastStepOnly = true)] [Dense(4)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Growing + " [LSTM(32, ForgetBias = 6, Reverse = true, LastStepOnly = true)] [Dense(4)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Growing + " [LSTM(32, ForgetBias = 6, Bidirectional = true, LastStepOnly = true)] [Dense(4)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Growing + " [LSTM(32, ForgetBias = 6)] [Last] [Dense(4)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        Long + " [{|NG4014:LSTM(64, ForgetBias = 0, LastStepOnly = true)|}] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;",
        "lstm1 has a memory of about 3.07 steps at first, and of the 500 that it reads a gradient comes back to the nearest 51 alone, beside which all others are lost in rounding. "
        + "Write ForgetBias = 3.5, or give it fewer steps, by pooling or a convolution with a stride in front of it.")]
    [InlineData(
        Long + " [{|NG4014:GRU(64, Reverse = true)|}] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;",
        "gru1 runs from the last step to the first, and is read where it has gone over 1 step of 500 alone. "
        + "Set LastStepOnly = true and remove what takes a step behind it, or remove Reverse.")]
    [InlineData(
        Long + " [{|NG4014:GRU(64, Reverse = true)|}] [Cropping1D(Before = 460, After = 30)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] "
        + "partial class N;",
        "gru1 runs from the last step to the first, and is read where it has gone over 31 steps of 500 alone. "
        + "Set LastStepOnly = true and remove what takes a step behind it, or remove Reverse.")]
    [InlineData(
        Long + " [{|NG4014:SimpleRNN(64, Reverse = true, LastStepOnly = true)|}] [Normal(0, 1e-9, Target = Parameter.Recurrent)] [Dense(10)] "
        + "[LeCun] [SoftmaxCrossEntropy] partial class N;",
        "rnn1 has a memory of about 0.06 steps at first, and of the 500 that it reads a gradient comes back to the nearest 1 alone, beside which all others "
        + "are lost in rounding. Write Activation = RecurrentActivation.ReLU with [Identity(Target = Parameter.Recurrent)], use [LSTM] with ForgetBias = 3.5, "
        + "or give it fewer steps, by pooling or a convolution with a stride in front of it.")]
    public Task Message(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData(
        Long + " [LSTM(64, ForgetBias = 0, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;",
        Long + " [LSTM(64, ForgetBias = 3.5, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData(Long + " [LSTM(64, UseBias = false, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;", null)]
    [InlineData(Long + " [GRU(64, LastStepOnly = true)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;", null)]
    [InlineData(Long + " [LSTM(64, ForgetBias = 0, Reverse = true)] [Last] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;", null)]
    public Task Fixed(string source, string? expected) => RuleTest.Fixed(Rule, source, expected);

    [Theory]
    [InlineData("[Network(100, 16, InputMean = 0, InputStd = 1)] [LSTM(64, ForgetBias = 0, LastStepOnly = true)] [Dense(10)] [LeCun] partial class N;", "netgen_ng4014_share = 0.9", 1)]
    public async Task Configured(string source, string setting, int diagnostics)
        => Assert.Equal(diagnostics, (await RuleTest.Configured(Rule, source, $"[*.cs]\n{setting}\n")).Length);
}
