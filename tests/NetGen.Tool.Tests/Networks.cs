#pragma warning disable format // one line per layer

namespace NetGen.Tool.Tests;

/// <summary>Two layers of equal shape, so that names are needed to tell them apart.</summary>
[Network(6)]
[Dense(8)] [ReLU]
[Dense(8)] [ReLU]
[Dense(8)] [ReLU]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class TwinNet;

/// <summary>Windows of every kind on a small picture.</summary>
[Network(6, 5, 2)]
[Conv2D(4, 3, Padding = Padding.Same)] [BatchNorm] [ReLU6]
[DepthwiseConv2D(2, PaddingSize = 1)]
[Conv2D(4, 1, Groups = 2, UseBias = false)] [LeakyReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class PictureNet;

/// <summary>Reads indices, of samples of different lengths.</summary>
[Network(5, Vocabulary = 9)] [Lengths]
[Embedding(4)]
[GRU(6, LastStepOnly = true)]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class WordNet;

/// <summary>Attention to another sequence, whose weights files have in tensors of other names.</summary>
[Network(3, 4, InputName = "steps")]
[Input("memory", 2, 4)]
[MultiHeadAttention(2, Memory = "memory")]
[MeanSquaredError]
public sealed partial class MemoryNet;
