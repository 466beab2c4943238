namespace NetGen.Tests.Networks;

/// <summary>Yes or no.</summary>
#pragma warning disable format // one line per layer
[Network(4)]
[Dense(8)] [Tanh]
[Dense(1)]
[BinaryCrossEntropy]
#pragma warning restore format
public sealed partial class SpamNet;
