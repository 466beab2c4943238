namespace NetGen.Files;

/// <summary>
/// What a safetensors header may cost. The defaults keep the memory for a hostile file below twice its size plus 1 MiB,
/// and hold every network of this library with optimizer state.
/// </summary>
public sealed record SafetensorsLimits
{
    /// <summary>The defaults.</summary>
    public static SafetensorsLimits Default { get; } = new();

    /// <summary>Longest header, in bytes; 1 MiB.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;

    /// <summary>Most tensors; 4,096.</summary>
    public int MaxTensors { get; init; } = 4096;

    /// <summary>Most dimensions of a tensor; 8.</summary>
    public int MaxRank { get; init; } = 8;

    /// <summary>Most bytes of UTF-8 that names and metadata may take together; 256 KiB.</summary>
    public int MaxTextBytes { get; init; } = 1 << 18;

    /// <summary>Most metadata entries; 1,024.</summary>
    public int MaxMetadata { get; init; } = 1024;
}
