namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>16.8 million weights: at batch 1 bound by memory.</summary>
[Network(4096)]
[Dense(4096)] [He] [ReLU]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class Dense4096;

/// <summary>The autoencoder of MLPerf Tiny's anomaly detection, without its normalisation.</summary>
[Network(640)]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(8)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(128)] [He] [ReLU]
[Dense(640)] [Xavier]
[MeanSquaredError]
public sealed partial class SoundCoder;

/// <summary>Values of actions from eight numbers: what agents learn.</summary>
[Network(8)]
[Dense(256)] [He] [ReLU]
[Dense(256)] [He] [ReLU]
[Dense(4)] [Xavier]
[MeanSquaredError]
public sealed partial class ActionMlp;

/// <summary>A number from a table's row.</summary>
[Network(30)]
[Dense(128)] [He] [ReLU]
[Dense(64)] [He] [ReLU]
[Dense(1)] [Xavier]
[MeanSquaredError]
public sealed partial class TableMlp;
