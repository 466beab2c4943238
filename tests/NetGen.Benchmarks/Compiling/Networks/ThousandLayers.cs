namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

[Block]
[Dense(32)] [He] [ReLU]
internal sealed class One;

[Block]
[Use<One>(Repeat = 10)]
internal sealed class Ten;

[Block]
[Use<Ten>(Repeat = 10)]
internal sealed class Hundred;

/// <summary>One dense layer a thousand times: what grows with the number of layers, and nothing else.</summary>
[Network(32)]
[Use<Hundred>(Repeat = 10)]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class ThousandLayers;
