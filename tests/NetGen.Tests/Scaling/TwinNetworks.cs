namespace NetGen.Tests.Scaling;

#pragma warning disable format // layers stand side by side

/// <summary>A network that is tuned, and twins of it up to sixteen times as wide that begin as the rules of scaling say.</summary>
[Network(32)]
[Dense(64)] [He] [ReLU]
[Dense(64)] [He] [ReLU]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class Twin64;

[Network(32)]
[ScaledFrom(typeof(Twin64))]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(10)] [VarianceScaling(0.5, Distribution = WeightDistribution.Normal)]
[SoftmaxCrossEntropy]
public sealed partial class Twin128;

[Network(32)]
[ScaledFrom(typeof(Twin64))]
[Dense(256)] [He] [ReLU]
[Dense(256)] [He] [ReLU]
[Dense(10)] [VarianceScaling(0.25, Distribution = WeightDistribution.Normal)]
[SoftmaxCrossEntropy]
public sealed partial class Twin256;

[Network(32)]
[ScaledFrom(typeof(Twin64))]
[Dense(512)] [He] [ReLU]
[Dense(512)] [He] [ReLU]
[Dense(10)] [VarianceScaling(0.125, Distribution = WeightDistribution.Normal)]
[SoftmaxCrossEntropy]
public sealed partial class Twin512;

[Network(32)]
[ScaledFrom(typeof(Twin64))]
[Dense(1024)] [He] [ReLU]
[Dense(1024)] [He] [ReLU]
[Dense(10)] [VarianceScaling(0.0625, Distribution = WeightDistribution.Normal)]
[SoftmaxCrossEntropy]
public sealed partial class Twin1024;

/// <summary>The same widths as they are usually written: each layer begins by its fan-in alone.</summary>
[Network(32)]
[Dense(64)] [He] [ReLU]
[Dense(64)] [He] [ReLU]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class Usual64;

[Network(32)]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class Usual128;

[Network(32)]
[Dense(256)] [He] [ReLU]
[Dense(256)] [He] [ReLU]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class Usual256;

[Network(32)]
[Dense(512)] [He] [ReLU]
[Dense(512)] [He] [ReLU]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class Usual512;

[Network(32)]
[Dense(1024)] [He] [ReLU]
[Dense(1024)] [He] [ReLU]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class Usual1024;

/// <summary>No twin of any.</summary>
[Network(32)]
[Dense(10)] [LeCun]
[SoftmaxCrossEntropy]
public sealed partial class ShallowTwin;
#pragma warning restore format
