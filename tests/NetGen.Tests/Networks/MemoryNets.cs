#pragma warning disable format // one line per layer

namespace NetGen.Tests.Networks;

/// <summary>Attention to another sequence of as many features.</summary>
[Network(3, 4, InputName = "steps")]
[Input("memory", 2, 4)]
[MultiHeadAttention(2, Memory = "memory")]
[MeanSquaredError]
public sealed partial class MemoryNet;

/// <summary>To one of other features.</summary>
[Network(3, 4, InputName = "steps")]
[Input("memory", 2, 6)]
[MultiHeadAttention(2, Memory = "memory")]
[MeanSquaredError]
public sealed partial class WideMemoryNet;

/// <summary>With keys and values that heads share, which PyTorch does not have.</summary>
[Network(3, 4, InputName = "steps")]
[Input("memory", 2, 4)]
[MultiHeadAttention(2, Memory = "memory", KeyValueHeads = 1)]
[MeanSquaredError]
public sealed partial class SharedMemoryNet;
