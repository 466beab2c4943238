namespace NetGen.Benchmarks.Networks;

// Its way from start to first answer is measured: compiled into that program too.
#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>The smallest network that learns exclusive or with room to spare.</summary>
[Network(2)]
[Dense(8)] [He] [ReLU]
[Dense(1)] [Xavier]
[MeanSquaredError]
public sealed partial class Xor;
