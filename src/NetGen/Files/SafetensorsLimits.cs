using System.Runtime.CompilerServices;

namespace NetGen.Files;

/// <summary>
/// What a safetensors header may cost. The defaults keep the memory for a hostile file below twice its size plus 1 MiB,
/// and hold every network of this library with optimizer state.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A limit is negative.</exception>
public sealed record SafetensorsLimits
{
    private readonly int _maxHeaderBytes = 1 << 20;
    private readonly int _maxTensors = 4096;
    private readonly int _maxRank = 8;
    private readonly int _maxTextBytes = 1 << 18;
    private readonly int _maxMetadata = 1024;

    /// <summary>The defaults.</summary>
    public static SafetensorsLimits Default { get; } = new();

    /// <summary>Longest header, in bytes; 1 MiB. An array must hold it, whatever the limit.</summary>
    public int MaxHeaderBytes { get => _maxHeaderBytes; init => _maxHeaderBytes = NotNegative(value); }

    /// <summary>Most tensors; 4,096.</summary>
    public int MaxTensors { get => _maxTensors; init => _maxTensors = NotNegative(value); }

    /// <summary>Most dimensions of a tensor; 8.</summary>
    public int MaxRank { get => _maxRank; init => _maxRank = NotNegative(value); }

    /// <summary>Most bytes of UTF-8 that names and metadata may take together; 256 KiB.</summary>
    public int MaxTextBytes { get => _maxTextBytes; init => _maxTextBytes = NotNegative(value); }

    /// <summary>Most metadata entries; 1,024.</summary>
    public int MaxMetadata { get => _maxMetadata; init => _maxMetadata = NotNegative(value); }

    private static int NotNegative(int value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }
}
