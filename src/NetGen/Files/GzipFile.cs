using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen.Files;

/// <summary>
/// A gzip file (RFC 1952) of exactly one member, inflated piece by piece. Stricter than the framework's stream, which reads on into
/// further members, ignores what follows them and may take a file that breaks off for one that ends.
/// </summary>
internal sealed class GzipFile
{
    private const int FixedHeaderBytes = 10;
    private const int TrailerBytes = 8;
    private const int ChunkBytes = 1 << 16;
    private const byte Deflate = 8;

    private const int HeaderChecksumFlag = 1 << 1;
    private const int ExtraFlag = 1 << 2;
    private const int NameFlag = 1 << 3;
    private const int CommentFlag = 1 << 4;
    private const int ReservedFlags = 0xE0;

    /// <summary>Names and comments of a gzip header have no length limit of their own.</summary>
    private const int MaxHeaderBytes = 1 << 17;

    private readonly ByteSource _source;
    private readonly long _length;
    private readonly long _dataStart;

    /// <summary>Reads the header of a file of <paramref name="length"/> bytes.</summary>
    /// <exception cref="NetworkFileException">It is not that of a gzip file.</exception>
    public GzipFile(ByteSource source, long length)
    {
        _source = source;
        _length = length;
        _dataStart = ReadHeader();
        if (_dataStart + TrailerBytes > length) throw BoundedStreamReader.Truncated(length);
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        source.Read(length - TrailerBytes, trailer);
        ExpectedChecksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        DeclaredLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
    }

    /// <summary>Receives a piece of the inflated content.</summary>
    public delegate void Piece(ReadOnlySpan<byte> bytes);

    /// <summary>The inflated length modulo 2^32, as the trailer says.</summary>
    public uint DeclaredLength { get; }

    private uint ExpectedChecksum { get; }

    /// <summary>Whether a file that begins with these bytes is a gzip file.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, ..];

    /// <summary>The first inflated bytes, unchecked; fewer if the content is shorter.</summary>
    /// <exception cref="NetworkFileException">The compressed data is broken.</exception>
    public int Peek(Span<byte> destination)
    {
        using var compressed = new CompressedStream(_source, _dataStart, _length - TrailerBytes);
        using var inflater = new DeflateStream(compressed, CompressionMode.Decompress);
        return Inflate(inflater, compressed, destination);
    }

    /// <summary>
    /// Inflates everything and checks length, checksum and that nothing follows. Holds no more than a piece in memory, so a file can be
    /// checked before room is made for its content.
    /// </summary>
    /// <param name="length">The exact number of bytes that the content must have.</param>
    /// <param name="receive">Gets the pieces in order, before the checksum is known to be right.</param>
    /// <exception cref="NetworkFileException">The file is malformed, or its content has another length.</exception>
    public void Inflate(long length, Piece receive)
    {
        if (DeclaredLength != (uint)length) throw new NetworkFileException(NetworkFileError.SizeMismatch, _length - 4, "The length that the compressed file declares is not that of its content");
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            using var compressed = new CompressedStream(_source, _dataStart, _length - TrailerBytes);
            using var inflater = new DeflateStream(compressed, CompressionMode.Decompress);
            var checksum = new Crc32();
            for (long position = 0; position < length;)
            {
                int count = Inflate(inflater, compressed, buffer.AsSpan(0, (int)Math.Min(ChunkBytes, length - position)));
                if (count == 0) throw BoundedStreamReader.Truncated(position);
                checksum.Append(buffer.AsSpan(0, count));
                receive(buffer.AsSpan(0, count));
                position += count;
            }

            if (Inflate(inflater, compressed, buffer.AsSpan(0, 1)) != 0) throw BoundedStreamReader.TrailingData(length);
            if (compressed.Remaining > 0) throw new NetworkFileException(NetworkFileError.InvalidCompression, _length - TrailerBytes - compressed.Remaining, "The compressed file goes on after its first member");
            if (checksum.Value != ExpectedChecksum) throw new NetworkFileException(NetworkFileError.ChecksumMismatch, _length - TrailerBytes, "The compressed file's checksum does not match its content");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Inflate(DeflateStream inflater, CompressedStream compressed, Span<byte> destination)
    {
        try
        {
            int count = inflater.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);

            // The inflater asks for more than there is only where the data breaks off; some versions of it then report a normal end.
            if (count < destination.Length && compressed.IsOverrun) throw BrokenOff(compressed);
            return count;
        }
        catch (InvalidDataException)
        {
            if (compressed.IsOverrun) throw BrokenOff(compressed);
            throw new NetworkFileException(NetworkFileError.InvalidCompression, compressed.Position, "The compressed data is invalid");
        }
    }

    private static NetworkFileException BrokenOff(CompressedStream compressed) => new(NetworkFileError.InvalidCompression, compressed.Position, "The compressed data breaks off");

    private long ReadHeader()
    {
        Span<byte> start = stackalloc byte[FixedHeaderBytes];
        _source.Read(0, start);
        if (!IsGzip(start)) throw new NetworkFileException(NetworkFileError.InvalidMagic, 0, "The file is no gzip file");
        int flags = start[3];
        if (start[2] != Deflate || (flags & ReservedFlags) != 0) throw new NetworkFileException(NetworkFileError.InvalidCompression, 2, "The gzip header asks for an unknown method");
        long position = FixedHeaderBytes;
        if ((flags & ExtraFlag) != 0)
        {
            Span<byte> length = stackalloc byte[2];
            _source.Read(position, length);
            position += length.Length + BinaryPrimitives.ReadUInt16LittleEndian(length);
        }

        if ((flags & NameFlag) != 0) position = SkipText(position);
        if ((flags & CommentFlag) != 0) position = SkipText(position);
        return (flags & HeaderChecksumFlag) != 0 ? CheckHeader(position) : position;
    }

    private long SkipText(long position)
    {
        Span<byte> next = stackalloc byte[1];
        do
        {
            if (position >= MaxHeaderBytes) throw new NetworkFileException(NetworkFileError.LimitExceeded, position, "The gzip header is longer than the limit");
            _source.Read(position++, next);
        }
        while (next[0] != 0);
        return position;
    }

    private long CheckHeader(long end)
    {
        byte[] header = new byte[end + 2];
        _source.Read(0, header);
        var checksum = new Crc32();
        checksum.Append(header.AsSpan(0, (int)end));
        if ((ushort)checksum.Value != BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan((int)end)))
            throw new NetworkFileException(NetworkFileError.ChecksumMismatch, end, "The gzip header's checksum does not match");
        return header.Length;
    }

    /// <summary>
    /// The compressed bytes between header and trailer. The last ones are given singly: the inflater takes what it is given, needed or
    /// not, and only so can be seen whether it stopped before the end.
    /// </summary>
    private sealed class CompressedStream(ByteSource source, long start, long end) : Stream
    {
        private const int SingleBytes = 64;
        private long _position = start;

        /// <summary>Bytes that were not asked for.</summary>
        public long Remaining => end - _position;

        /// <summary>Whether more was asked for than there is.</summary>
        public bool IsOverrun { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            long before = Remaining - SingleBytes;
            int count = (int)Math.Min(Math.Min(Remaining, buffer.Length), before > 0 ? before : 1);
            source.Read(_position, buffer[..count]);
            _position += count;
            IsOverrun |= count == 0 && buffer.Length > 0;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
