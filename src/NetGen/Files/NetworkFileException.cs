namespace NetGen.Files;

/// <summary>What is wrong with a file.</summary>
public enum NetworkFileError
{
    /// <summary>The file ends before what it declares.</summary>
    Truncated,

    /// <summary>Bytes follow where the file should end.</summary>
    TrailingData,

    /// <summary>A length, count or nesting is above the limit that the reader was given, or above what memory can hold.</summary>
    LimitExceeded,

    /// <summary>A product or sum of declared sizes does not fit into 64 bits.</summary>
    Overflow,

    /// <summary>The safetensors header is not UTF-8 JSON that begins with '{', or its fields are not those of the format.</summary>
    InvalidHeader,

    /// <summary>A size or offset is not a plain, non-negative whole number.</summary>
    InvalidNumber,

    /// <summary>The same name or field stands twice.</summary>
    Duplicate,

    /// <summary>An element type that the format does not have.</summary>
    UnknownElementType,

    /// <summary>A tensor's extent is not its shape times its element size.</summary>
    SizeMismatch,

    /// <summary>Tensors overlap or leave bytes between them unused.</summary>
    HoleOrOverlap,

    /// <summary>The file's first bytes are not those of the format: it is a file of another kind.</summary>
    InvalidMagic,

    /// <summary>The compressed stream breaks its format, or holds more than one member.</summary>
    InvalidCompression,

    /// <summary>A checksum does not match the content.</summary>
    ChecksumMismatch,

    /// <summary>The file lacks a tensor, a metadata entry or a checksum that the reader needs.</summary>
    Missing,

    /// <summary>The file is sound, but has a tensor that the reader has no use for: it is of another architecture.</summary>
    Unexpected,

    /// <summary>The file is sound, but its shapes are not those that the reader needs.</summary>
    ShapeMismatch,

    /// <summary>The file is sound, but its elements are not of a type that the reader can use.</summary>
    UnsupportedElementType,

    /// <summary>The file is sound, but a value is outside the range that the reader needs.</summary>
    ValueOutOfRange,
}

/// <summary>
/// The one exception for a malformed file: which rule it breaks and where. The message repeats nothing of the file but names of tensors,
/// shortened and without control characters, so that it can be logged. Trouble of the file system (no such file, no permission) stays an
/// <see cref="IOException"/>; this class is one too.
/// </summary>
public sealed class NetworkFileException : IOException
{
    /// <summary>An exception for <paramref name="error"/> at byte <paramref name="offset"/>.</summary>
    public NetworkFileException(NetworkFileError error, long offset, string message, Exception? innerException = null)
        : base(FormattableString.Invariant($"{message} ({error} at byte {offset})"), innerException)
    {
        Error = error;
        Offset = offset;
    }

    private NetworkFileException(NetworkFileException exception, string path)
        : base($"'{path}': {exception.Message}", exception)
    {
        Error = exception.Error;
        Offset = exception.Offset;
        Path = path;
    }

    /// <summary>The rule that the file breaks.</summary>
    public NetworkFileError Error { get; }

    /// <summary>Byte of the file (of the inflated content, where the file is compressed) at which it was found.</summary>
    public long Offset { get; }

    /// <summary>The file, as the caller named it; null where it is a stream or in memory.</summary>
    public string? Path { get; }

    /// <summary>The same of a file with a name; this exception itself where it has one or there is none.</summary>
    internal NetworkFileException In(string? path) => path is null || Path is not null ? this : new(this, path);
}
