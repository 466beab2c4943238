namespace NetGen.Tests.Networks;

/// <summary>One input, two classes, of which the first may be ignored.</summary>
#pragma warning disable format // one line per layer
[Network(1)]
[Dense(2)]
[SoftmaxCrossEntropy(IgnoreLabel = 0)]
#pragma warning restore format
public sealed partial class OneNet;
