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

/// <summary>Reads indices, of samples of different lengths.</summary>
[Network(5, Vocabulary = 9)] [Lengths]
[Embedding(4)]
[GRU(6, LastStepOnly = true)]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class WordNet;
