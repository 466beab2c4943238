namespace NetGen.Tests.Networks;

#pragma warning disable format // one line per layer
/// <summary>A network whose inference has its first weights in 16 bits; those of the last layer are few, and stay floats.</summary>
[Network(66, Weights = WeightPrecision.BFloat16)]
[Dense(65)] [BatchNorm] [ReLU]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class FewBitsNet;

/// <summary>The same in 8 bits.</summary>
[Network(66, Weights = WeightPrecision.Int8)]
[Dense(65)] [BatchNorm] [ReLU]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class FewestBitsNet;

/// <summary>The same in floats.</summary>
[Network(66)]
[Dense(65)] [BatchNorm] [ReLU]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class ManyBitsNet;
#pragma warning restore format
