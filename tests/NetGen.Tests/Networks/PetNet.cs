namespace NetGen.Tests.Networks;

/// <summary>Classes with names.</summary>
#pragma warning disable format // one line per layer
[Network(3)]
[Dense(4)] [ReLU]
[BatchNorm]
[Dense(3)]
[SoftmaxCrossEntropy(Classes = ["cat", "dog", "fish"])]
#pragma warning restore format
public sealed partial class PetNet;
