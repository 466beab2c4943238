namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>A network as small ones are, and one of many in a project.</summary>
[Network(16, InputMean = 0, InputStd = 1)]
[Dense(32)] [ReLU]
[Dense(32)] [ReLU]
[Dense(4)]
[SoftmaxCrossEntropy]
internal sealed partial class SmallNet;
