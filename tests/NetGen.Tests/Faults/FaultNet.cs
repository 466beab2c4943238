namespace NetGen.Tests.Faults;

/// <summary>With all that a run keeps: weights, running statistics, dropout. Its files are written in several pieces.</summary>
#pragma warning disable format // one line per layer
[Network(32)]
[Dense(256)] [BatchNorm] [ReLU] [Dropout(0.1)]
[Dense(128)] [ReLU]
[Dense(4)]
[SoftmaxCrossEntropy]
#pragma warning restore format
public sealed partial class FaultNet;
