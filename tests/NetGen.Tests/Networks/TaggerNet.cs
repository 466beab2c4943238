namespace NetGen.Tests.Networks;

/// <summary>Says at each step which of three it was.</summary>
#pragma warning disable format // one line per layer
[Network(6, 2, InputName = "steps")]
[GRU(12)]
[Dense(3, Name = "tags")]
[SoftmaxCrossEntropy(IgnoreLabel = -1)]
#pragma warning restore format
public sealed partial class TaggerNet;
