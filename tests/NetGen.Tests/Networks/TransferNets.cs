namespace NetGen.Tests.Networks;

#pragma warning disable format // one line per layer
[Network(6, 6, 2)]
[Conv2D(4, 3)] [BatchNorm] [ReLU]
[Flatten]
[Dense(12)] [ReLU]
[Dense(5)]
[SoftmaxCrossEntropy]
public sealed partial class TransferSource;

[Network(6, 6, 2)]
[Conv2D(4, 3)] [BatchNorm] [ReLU]
[Flatten]
[Dense(12)] [ReLU]
[Dense(7)] [Tanh]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class TransferTarget;
#pragma warning restore format
