namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>Reads an image of digits row by row.</summary>
[Network(28, 28)]
[LSTM(128, LastStepOnly = true)]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class RowLstm;

/// <summary>The same by a GRU.</summary>
[Network(28, 28)]
[GRU(128, LastStepOnly = true)]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class RowGru;

/// <summary>Four blocks of a transformer, 128 wide, over 64 steps.</summary>
[Network(64, 128)]
[TransformerBlock(4)]
[TransformerBlock(4)]
[TransformerBlock(4)]
[TransformerBlock(4)]
[MeanSquaredError]
public sealed partial class Transformer4X128;

/// <summary>What audio plug-ins run for each sample: it is timed as a stream, of which the peers compute one step.</summary>
[Network(1, 1, Stream = true)]
[LSTM(20)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class AudioLstm;

/// <summary>The same by a GRU, twice as wide.</summary>
[Network(1, 1, Stream = true)]
[GRU(40)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class AudioGru;

/// <summary>One normalisation of rows: bound by memory.</summary>
[Network(64, 512)]
[LayerNorm]
[MeanSquaredError]
public sealed partial class LayerNorm512;
