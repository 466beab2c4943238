#pragma warning disable format // one line per layer
namespace NetGen.Onnx.Tests.Networks;

// Samples that have fewer steps than are declared.

[Network(6, 3)] [Lengths]
[LSTM(4)] [GRU(5, Reverse = true)] [SimpleRNN(4, Bidirectional = true)]
[Reverse] [GRU(3, ResetAfter = false, LastStepOnly = true)]
public sealed partial class RecurrentLengths;

[Network(6, 3)] [Lengths]
[LSTM(4, Bidirectional = true, LastStepOnly = true, Name = "both")]
[LSTM(4, LearnInitialState = true, Input = "input", Name = "steps")]
[Last(Name = "last")]
[GlobalMaxPool1D(Name = "largest", Input = "steps")]
[GlobalAveragePool1D(Input = "steps")]
[Concat("both", "last", "largest")]
public sealed partial class PooledLengths;

[Network(7, 4)] [Lengths]
[Conv1D(6, 3, Padding = Padding.Same)] [Tanh]
[MultiHeadAttention(2, Causal = true)]
[MultiHeadAttention(3, KeyValueHeads = 1)]
[Conv1D(3, 2, Padding = Padding.Causal)]
public sealed partial class AttentiveLengths;

// Behind a sample's last step there are zeros, also where nobody asks for lengths any more.
[Network(6, 3)] [Lengths]
[Reverse]
[LSTM(3, Reverse = true)] [Dense(4)]
[Reverse] [Output("reverse2")]
[Flatten] [Output("flatten1")]
public sealed partial class ReversedLengths;

[Network(6, 3)] [Lengths]
[BatchNorm] [GroupNorm(3)]
[Flatten]
[Dense(4)]
public sealed partial class FlattenedLengths;

[Network(5, Vocabulary = 9, InputName = "question")]
[Input("text", 7, Vocabulary = 9)]
[Lengths("questionLengths", Of = "question")] [Lengths("textLengths", Of = "text")]
[Embedding(6, Input = "text", Name = "read")]
[Embedding(6, Input = "question")]
[MultiHeadAttention(2, Memory = "read")]
[GlobalAveragePool1D]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class AnsweringNet;
