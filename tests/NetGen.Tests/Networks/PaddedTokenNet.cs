namespace NetGen.Tests.Networks;

/// <summary>Sentences of tokens, the shorter of which end in the token 3, which is none.</summary>
#pragma warning disable format // one line per layer
[Network(6, Vocabulary = 20, InputName = "tokens")]
[Embedding(5, Mask = 3)] [Uniform(-0.3, 0.5)]
[Flatten]
[Dense(2, Name = "output")]
[SoftmaxCrossEntropy]
#pragma warning restore format
public sealed partial class PaddedTokenNet;
