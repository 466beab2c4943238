namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG1013_RecurrentStartTests
{
    private const string Rule = "NG1013";

    [Theory]
    [InlineData("[Network(9, 4)] [LSTM(8)] [{|NG1013:Xavier(Target = Parameter.Recurrent)|}] partial class N;")]
    [InlineData("[Network(9, 4)] [GRU(8)] [{|NG1013:Normal(0, 0.1, TargetName = \"weight_hh_l0\")|}] partial class N;")]
    [InlineData("[Network(9, 4)] [SimpleRNN(8)] [{|NG1013:Zeros(Target = Parameter.Recurrent)|}] partial class N;")]
    [InlineData("[Network(9, 4)] [LSTM(8, Bidirectional = true)] [{|NG1013:He(Target = Parameter.Recurrent)|}] partial class N;")]
    [InlineData("[Network(9, 4)] [{|NG1013:LSTM(8, ForgetBias = 0)|}] partial class N;")]
    [InlineData("[Network(9, 4)] [LSTM(8)] [{|NG1013:Zeros(Target = Parameter.Bias)|}] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(9, 4)] [LSTM(8)] partial class N;")]
    [InlineData("[Network(9, 4)] [GRU(8)] [Orthogonal(0.9, Target = Parameter.Recurrent)] partial class N;")]
    [InlineData("[Network(9, 4)] [SimpleRNN(8, Activation = RecurrentActivation.ReLU)] [Identity(Target = Parameter.Recurrent)] partial class N;")]
    [InlineData("[Network(9, 4)] [LSTM(8, ForgetBias = 2)] [Xavier] partial class N;")]
    [InlineData("[Network(9, 4)] [LSTM(8, UseBias = false)] partial class N;")]
    [InlineData("[Network(9, 4)] [LSTM(8, ForgetBias = 0)] [Constant(1, TargetName = \"bias_hh_l0\")] partial class N;")]
    [InlineData("[Network(9, 4, Defaults = Framework.PyTorch)] [LSTM(8)] partial class N;")]
    [InlineData("[Network(9, 4)] [Dense(8)] [Normal(0, 0.1)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData(
        "[Network(9, 4)] [LSTM(8)] [{|NG1013:Xavier(Target = Parameter.Recurrent)|}] partial class N;",
        "lstm1 begins with recurrent weights of Xavier, and a step that multiplies by them 9 times loses some directions and blows up others. "
        + "Write [Orthogonal] with its target, or remove [Xavier]: recurrent weights begin orthogonal by themselves.")]
    [InlineData(
        "[Network(9, 4)] [{|NG1013:LSTM(8, ForgetBias = 0)|}] partial class N;",
        "lstm1 begins with a forget gate of bias 0, which halves the cell state, and its gradient, at every step. Remove ForgetBias: it is 1 by itself.")]
    public Task Message(string source, string message) => RuleTest.Message(Rule, source, message);

    [Theory]
    [InlineData(
        "[Network(9, 4)] [LSTM(8)] [Xavier(Target = Parameter.Recurrent)] partial class N;",
        "[Network(9, 4)] [LSTM(8)] [Orthogonal(Target = Parameter.Recurrent)] partial class N;")]
    [InlineData(
        "[Network(9, 4)] [LSTM(8)] [Normal(0, 0.1, TargetName = \"weight_hh_l0\")] partial class N;",
        "[Network(9, 4)] [LSTM(8)] [Orthogonal(TargetName = \"weight_hh_l0\")] partial class N;")]
    public Task Fixed(string source, string expected) => RuleTest.Fixed(Rule, source, expected);
}
