#pragma warning disable format // one line per layer
namespace NetGen.Onnx.Tests.Networks;

[Network(11, 3)]
[Conv1D(4, 3, Padding = Padding.Causal, Dilation = 2)] [GELU]
[Conv1D(6, 4, Stride = 2, Padding = Padding.Same, Groups = 2)] [Mish]
[DepthwiseConv1D(3, Multiplier = 2, PaddingSize = 1)]
[SeparableConv1D(5, 2)] [HardSwish]
[MaxPool1D(2)]
[Dense(4)]
public sealed partial class ConvolvedSequences;

[Network(5, 2)]
[Conv1DTranspose(3, 4, Stride = 3, PaddingSize = 1, OutputPadding = 1)] [CELU(0.6)]
[Conv1DTranspose(4, 2, Stride = 3, Padding = Padding.Same)]
[AveragePool1D(3, Stride = 2, PaddingSize = 1)]
[ZeroPadding1D(Before = 2, After = 1)] [Cropping1D(Before = 0, After = 3)]
[UpSampling1D(3)]
[Conv1D(3, 2)]
[AdaptiveAveragePool1D(7)] [SELU]
[AdaptiveMaxPool1D(4)]
[SpatialDropout1D(0.3)] [GaussianDropout(0.2)] [AlphaDropout(0.1)]
public sealed partial class ResizedSequences;

[Network(6, 4)]
[Reverse] [Dense(5, UseBias = false)] [Permute(2, 1)] [Conv1D(3, 2)]
[Last] [RepeatVector(3)] [Positions] [GaussianNoise(0.1)]
[LayerNorm(UseBias = false)] [RMSNorm(UseScale = false)]
[BatchNorm] [GroupNorm(3)] [InstanceNorm(UseScale = true)]
public sealed partial class OrderedSequences;

// A sequence is flattened step by step, however the layer in front of it has it.
[Network(7, 3)]
[Conv1D(4, 3)] [Tanh]
[Flatten]
[Dense(5)]
public sealed partial class FlattenedSequences;

[Network(7, 3)]
[GlobalMaxPool1D(Name = "largest")]
[GlobalAveragePool1D(Input = "input")]
[Subtract("largest")]
public sealed partial class GlobalSequences;

[Network(7, 3)]
[LSTM(5)] [GRU(4, Reverse = true)] [SimpleRNN(6, Bidirectional = true)]
[LSTM(3, Bidirectional = true, LastStepOnly = true)]
public sealed partial class RecurrentSequences;

// One feature, and one unit.
[Network(5, 1)]
[LSTM(3)] [Dense(1)] [GRU(1, Bidirectional = true)] [LSTM(1, LastStepOnly = true)]
public sealed partial class NarrowSequences;

[Network(6, 3)]
[SimpleRNN(4, Activation = RecurrentActivation.ReLU, UseBias = false, LearnInitialState = true)]
[GRU(5, ResetAfter = false, LearnInitialState = true, Bidirectional = true)]
[LSTM(4, LearnInitialState = true, UseBias = false, LastStepOnly = true, Reverse = true)]
public sealed partial class LearnedStates;

[Network(6, 3)]
[LSTM(4, Name = "encoder", LastStepOnly = true)]
[Dense(4, Name = "cell")]
[LSTM(4, Input = "input", InitialState = "encoder", InitialCell = "cell")]
[Dense(8, Name = "both", Input = "encoder")]
[GRU(4, Input = "input", InitialState = "both", Bidirectional = true, LastStepOnly = true, Name = "second")]
[SimpleRNN(4, Input = "lstm1", InitialState = "encoder", LastStepOnly = true)]
[Concat("second")]
public sealed partial class GivenStates;

[Network(5, 8)]
[SinusoidalPositions]
[MultiHeadAttention(4, KeyValueHeads = 2, Causal = true, Rotary = true, HeadSize = 6)]
[Positions]
[MultiHeadAttention(2, UseBias = false, Dropout = 0.1)]
[TransformerBlock(2, Hidden = 12, Rotary = true)]
public sealed partial class AttentiveSequences;

[Network(4, 6)]
[Input("memory", 7, 5)]
[MultiHeadAttention(3, Memory = "memory", KeyValueHeads = 1)]
[Dense(2)]
public sealed partial class RememberedSequences;

[Network(6, Vocabulary = 11)]
[Embedding(5, Mask = 0)] [Dropout(0.2)]
[Dense(6)] [ReGLU]
[GlobalAveragePool1D]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class EmbeddedTokens;
