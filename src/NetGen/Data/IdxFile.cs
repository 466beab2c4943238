using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using NetGen.Files;

namespace NetGen.Data;

/// <summary>Element types of the IDX format.</summary>
public enum IdxType
{
    /// <summary>Unsigned byte.</summary>
    UInt8 = 0x08,

    /// <summary>Signed byte.</summary>
    Int8 = 0x09,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 0x0B,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 0x0C,

    /// <summary>IEEE single precision.</summary>
    Single = 0x0D,

    /// <summary>IEEE double precision.</summary>
    Double = 0x0E,
}

/// <summary>
/// An array in the IDX format of MNIST and its relatives: two zero bytes, an element type, a rank, big-endian dimensions, big-endian data.
/// Plain or gzip, which the content tells, not the name. The file must be exactly as long as its dimensions say.
/// </summary>
/// <remarks>A compressed file is inflated twice: once to check it without storing anything, once for the data. So a file that is refused has cost no memory for its content.</remarks>
public sealed class IdxFile
{
    /// <summary>The default limit of the data: 1 GiB, which holds the largest published set of this format, EMNIST by class.</summary>
    public const long DefaultMaxBytes = 1L << 30;

    private const int MagicBytes = 4;
    private const int DimensionBytes = 4;
    private const int MaxRank = 8;
    private const int MaxHeaderBytes = MagicBytes + (MaxRank * DimensionBytes);

    private IdxFile(IdxType elementType, ImmutableArray<int> shape, ReadOnlyMemory<byte> data)
    {
        ElementType = elementType;
        Shape = shape;
        Data = data;
    }

    /// <summary>Type of the elements.</summary>
    public IdxType ElementType { get; }

    /// <summary>The dimensions, outermost first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Data.Length / ElementBytes(ElementType);

    /// <summary>The elements as they lie in the file: row-major, big-endian.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="maxBytes">Most bytes of data; an array must hold them, whatever the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    /// <exception cref="NetworkFileException">The file is malformed or too large.</exception>
    /// <exception cref="IOException">The file cannot be read: there is none, there is no permission, or it is a folder, a pipe or a device.</exception>
    public static IdxFile Read(string path, long maxBytes = DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        using HandleSource source = InputFile.Open(path);
        try
        {
            return Read(source, source.Length, maxBytes);
        }
        catch (NetworkFileException exception)
        {
            throw exception.In(path);
        }
    }

    /// <summary>Reads a file from a stream's position to its end.</summary>
    /// <inheritdoc cref="Read(string, long)" path="/param[@name='maxBytes']|/exception"/>
    public static IdxFile Read(Stream stream, long maxBytes = DefaultMaxBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        return Read(new BoundedStreamReader(stream).ReadToEnd(Math.Min(maxBytes, Array.MaxLength) + MaxHeaderBytes), maxBytes);
    }

    /// <summary>Reads a file that is in memory. The data of a plain file stays where it is.</summary>
    /// <inheritdoc cref="Read(string, long)" path="/param[@name='maxBytes']|/exception"/>
    public static IdxFile Read(ReadOnlyMemory<byte> file, long maxBytes = DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        if (GzipFile.IsGzip(file.Span))
        {
            using var source = new MemorySource(file, default);
            return Read(source, file.Length, maxBytes);
        }

        Header header = ParseHeader(file.Span, maxBytes);
        header.RequireLength(file.Length);
        return new IdxFile(header.Type, header.Shape, file[header.Length..]);
    }

    /// <summary>Converts the elements to floats; 32-bit integers and doubles are rounded to nearest.</summary>
    /// <exception cref="ArgumentException">The destination does not have <see cref="Count"/> elements.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length != Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The file has {Count} elements, the destination {destination.Length}."), nameof(destination));
        ReadOnlySpan<byte> data = Data.Span;
        for (int index = 0; index < destination.Length; index++)
        {
            destination[index] = ElementType switch
            {
                IdxType.UInt8 => data[index],
                IdxType.Int8 => (sbyte)data[index],
                IdxType.Int16 => BinaryPrimitives.ReadInt16BigEndian(data[(index * 2)..]),
                IdxType.Int32 => BinaryPrimitives.ReadInt32BigEndian(data[(index * 4)..]),
                IdxType.Single => BinaryPrimitives.ReadSingleBigEndian(data[(index * 4)..]),
                _ => (float)BinaryPrimitives.ReadDoubleBigEndian(data[(index * 8)..]),
            };
        }
    }

    private static IdxFile Read(ByteSource source, long length, long maxBytes)
    {
        Span<byte> start = stackalloc byte[MaxHeaderBytes];
        start = start[..(int)Math.Min(start.Length, length)];
        source.Read(0, start);
        if (GzipFile.IsGzip(start)) return ReadCompressed(new GzipFile(source, length), maxBytes);
        Header header = ParseHeader(start, maxBytes);
        header.RequireLength(length);
        byte[] data = new byte[header.DataBytes];
        source.Read(header.Length, data);
        return new IdxFile(header.Type, header.Shape, data);
    }

    private static IdxFile ReadCompressed(GzipFile file, long maxBytes)
    {
        Span<byte> start = stackalloc byte[MaxHeaderBytes];
        Header header = ParseHeader(start[..file.Peek(start)], maxBytes);
        long length = (long)header.Length + header.DataBytes;
        file.Inflate(length, static _ => { });

        byte[] data = new byte[header.DataBytes];
        long position = -header.Length;
        file.Inflate(length, piece =>
        {
            int skipped = (int)Math.Clamp(-position, 0, piece.Length);
            piece[skipped..].CopyTo(data.AsSpan((int)(position + skipped)));
            position += piece.Length;
        });
        return new IdxFile(header.Type, header.Shape, data);
    }

    private static Header ParseHeader(ReadOnlySpan<byte> start, long maxBytes)
    {
        if (start.Length < MagicBytes) throw BoundedStreamReader.Truncated(start.Length);
        if (start[0] != 0 || start[1] != 0) throw new NetworkFileException(NetworkFileError.InvalidMagic, 0, "The file is no IDX file" + FileSignature.Guess(start));
        var type = (IdxType)start[2];
        if (ElementBytes(type) == 0) throw new NetworkFileException(NetworkFileError.UnknownElementType, 2, "The file is damaged or no IDX file: its element type is not one of the format");
        int rank = start[3];
        if (rank is 0 or > MaxRank) throw new NetworkFileException(NetworkFileError.LimitExceeded, 3, FormattableString.Invariant($"The file has {rank} dimensions; 1 to {MaxRank} can be read"));
        if (start.Length < MagicBytes + (rank * DimensionBytes)) throw BoundedStreamReader.Truncated(start.Length);
        int[] shape = new int[rank];

        // Each factor is below 2^31, and so is the product before it, or the loop has ended: 64 bits hold every step.
        long bytes = ElementBytes(type);
        for (int axis = 0; axis < rank; axis++)
        {
            int offset = MagicBytes + (axis * DimensionBytes);
            shape[axis] = BinaryPrimitives.ReadInt32BigEndian(start[offset..]);
            bytes *= shape[axis];
            long limit = Math.Min(maxBytes, Array.MaxLength);
            if (shape[axis] < 0 || bytes > limit) throw new NetworkFileException(NetworkFileError.LimitExceeded, offset, FormattableString.Invariant($"The dimensions declare more data than the limit of {limit} bytes"));
        }

        return new Header(type, [.. shape], MagicBytes + (rank * DimensionBytes), (int)bytes);
    }

    private static int ElementBytes(IdxType type) => type switch
    {
        IdxType.UInt8 or IdxType.Int8 => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Single => 4,
        IdxType.Double => 8,
        _ => 0,
    };

    private readonly record struct Header(IdxType Type, ImmutableArray<int> Shape, int Length, int DataBytes)
    {
        public void RequireLength(long length)
        {
            if (length < (long)Length + DataBytes) throw BoundedStreamReader.Truncated(length);
            if (length > (long)Length + DataBytes) throw BoundedStreamReader.TrailingData((long)Length + DataBytes);
        }
    }
}
