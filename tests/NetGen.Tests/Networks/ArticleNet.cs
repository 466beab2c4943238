namespace NetGen.Tests.Networks;

/// <summary>Tokens in, three heads out, each with a loss of another kind: several labels at once, numbers, one class of many.</summary>
#pragma warning disable format // one line per layer
[Network(5, Vocabulary = 20, InputName = "tokens")]
[Embedding(4)]
[SimpleRNN(5)]
[Flatten]
[Dense(6)] [Tanh(Name = "trunk")]
[Dense(3, Name = "tags")]
[BinaryCrossEntropy(Weight = 0.5)]
[Dense(2, Input = "trunk", Name = "sizes")]
[Huber(Delta = 0.5)]
[Dense(4, Input = "trunk", Name = "kind")]
[SoftmaxCrossEntropy(Weight = 2)]
#pragma warning restore format
public sealed partial class ArticleNet;
