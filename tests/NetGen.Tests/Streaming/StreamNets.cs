namespace NetGen.Tests.Streaming;

#pragma warning disable format // one line per layer

/// <summary>Without an end: recurrence and convolutions, declared with few steps.</summary>
[Network(9, 2, Stream = true)]
[Conv1D(6, 3, Padding = Padding.Causal, Dilation = 3)] [Tanh]
[LSTM(5)]
[Conv1D(4, 2, Padding = Padding.Causal)] [Tanh]
[GRU(7)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class ShortNet;

/// <summary>The same with more steps: the same initial parameters for the same seed.</summary>
[Network(60, 2)]
[Conv1D(6, 3, Padding = Padding.Causal, Dilation = 3)] [Tanh]
[LSTM(5)]
[Conv1D(4, 2, Padding = Padding.Causal)] [Tanh]
[GRU(7)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class LongNet;

/// <summary>One answer for a sequence of seven steps.</summary>
[Network(7, 3, Stream = true)]
[LSTM(6, LastStepOnly = true)]
[Dense(90)] [ReLU]
[Dense(70)]
[SoftmaxCrossEntropy]
public sealed partial class SevenStepNet;

/// <summary>The same for one of three.</summary>
[Network(3, 3)]
[LSTM(6, LastStepOnly = true)]
[Dense(90)] [ReLU]
[Dense(70)]
[SoftmaxCrossEntropy]
public sealed partial class ThreeStepNet;

/// <summary>Sequences of one to seven steps, and one answer.</summary>
[Network(7, 3, InputName = "steps", Stream = true)]
[Lengths]
[LSTM(6)]
[Conv1D(5, 3, Padding = Padding.Causal)] [Tanh]
[MultiHeadAttention(1, Causal = true)]
[Last]
[Dense(4, Name = "answer")]
[SoftmaxCrossEntropy]
public sealed partial class OwnLengthNet;

/// <summary>Tokens with positions: sixteen of them.</summary>
[Network(16, Vocabulary = 30, Stream = true)]
[Embedding(12)] [Positions]
[TransformerBlock(3, Causal = true)]
[Last] [Dense(30)]
[SoftmaxCrossEntropy]
public sealed partial class LetterNet;

/// <summary>Probabilities in the place of scores, and no end.</summary>
[Network(4, Vocabulary = 10, Stream = true)]
[Embedding(6)]
[GRU(8)]
[Dense(10)]
[Softmax]
public sealed partial class DigitsNet;

/// <summary>What it gives is no score of a token.</summary>
[Network(4, Vocabulary = 3, Stream = true)]
[Embedding(6)]
[Dense(5)]
public sealed partial class FeatureNet;

#pragma warning restore format
