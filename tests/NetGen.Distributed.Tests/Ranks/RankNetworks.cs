namespace NetGen.Distributed.Tests.Ranks;

#pragma warning disable format // one line for each layer

/// <summary>Nothing in it is random or looks at other samples: ranks compute what one process does.</summary>
[Network(12, 12, 1)]
[Conv2D(8, 3, Padding = Padding.Same)] [Tanh]
[MaxPool2D(2)]
[Flatten]
[Dense(40)] [Tanh]
[Dense(4)]
[SoftmaxCrossEntropy]
public sealed partial class PlainNet;

/// <summary>Looks at the samples of its rank, and draws numbers.</summary>
[Network(12, 12, 1)]
[Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(40)] [ReLU] [Dropout(0.2)]
[Dense(4)]
[SoftmaxCrossEntropy]
public sealed partial class RandomNet;
