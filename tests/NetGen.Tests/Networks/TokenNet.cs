namespace NetGen.Tests.Networks;

/// <summary>Sentences of tokens, and whether they are of one kind or another.</summary>
#pragma warning disable format // one line per layer
[Network(6, Vocabulary = 40, InputName = "tokens")]
[Embedding(8)]
[SimpleRNN(12)]
[Flatten]
[Dense(2)]
[SoftmaxCrossEntropy]
#pragma warning restore format
public sealed partial class TokenNet;
