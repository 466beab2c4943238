namespace NetGen.Tests.Networks;

#pragma warning disable format // one line per layer

/// <summary>Says of each step which of three it is; the last that a sample has is one of its own.</summary>
[Network(7, 2, InputName = "steps")]
[Lengths]
[GRU(12, Bidirectional = true)]
[Dense(3, Name = "tags")]
[SoftmaxCrossEntropy(IgnoreLabel = -1)]
public sealed partial class OwnStepTagger;

/// <summary>A number for each step.</summary>
[Network(5, 2, InputName = "steps")]
[Lengths]
[SimpleRNN(4)]
[Dense(2, Name = "numbers")]
[MeanSquaredError]
public sealed partial class OwnStepRegressor;

/// <summary>A question and a text, each as long as it is.</summary>
[Network(4, Vocabulary = 9, InputName = "question")]
[Input("text", 6, Vocabulary = 9)]
[Lengths("questionLengths", Of = "question")]
[Lengths("textLengths", Of = "text")]
[Embedding(6, Input = "text", Name = "read")]
[Embedding(6, Input = "question")]
[MultiHeadAttention(2, Memory = "read")]
[GlobalAveragePool1D]
[Dense(2, Name = "answer")]
[SoftmaxCrossEntropy]
public sealed partial class QuestionNet;

#pragma warning restore format
