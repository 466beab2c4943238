namespace NetGen.Files;

/// <summary>Reads declared amounts from a stream without believing them: memory grows only with what has really arrived.</summary>
internal sealed class BoundedStreamReader(Stream stream)
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>What may be allocated ahead of its arrival: so a stream that breaks off costs at most twice what came and this.</summary>
    private const int TrustedBytes = 1 << 19;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Reads <paramref name="count"/> bytes and puts them behind a copy of <paramref name="prefix"/>.</summary>
    /// <exception cref="NetworkFileException">The stream ends first, or the bytes do not fit into an array.</exception>
    public byte[] ReadExactly(long count, ReadOnlySpan<byte> prefix = default)
    {
        if (count > Array.MaxLength - prefix.Length) throw TooLarge(count, Array.MaxLength - prefix.Length);
        byte[] bytes = stream.CanSeek ? ReadKnown((int)count, prefix) : ReadInChunks((int)count, prefix);
        prefix.CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads all that is left.</summary>
    /// <exception cref="NetworkFileException">There are more than <paramref name="limit"/> bytes.</exception>
    public byte[] ReadToEnd(long limit)
    {
        limit = Math.Min(limit, Array.MaxLength);
        if (stream.CanSeek)
        {
            if (stream.Length - stream.Position > limit) throw TooLong(stream.Length - stream.Position);
            return ReadExactly(Math.Max(0, stream.Length - stream.Position));
        }

        long start = Position;
        var chunks = new List<byte[]>();
        int last = ChunkBytes;
        while (last == ChunkBytes)
        {
            byte[] chunk = new byte[ChunkBytes];
            last = stream.ReadAtLeast(chunk, ChunkBytes, throwOnEndOfStream: false);
            Position += last;
            if (Position - start > limit) throw TooLong(Position - start);
            chunks.Add(chunk);
        }

        byte[] bytes = new byte[Position - start];
        for (int index = 0; index < chunks.Count; index++) chunks[index].AsSpan(0, Math.Min(ChunkBytes, bytes.Length - (index * ChunkBytes))).CopyTo(bytes.AsSpan(index * ChunkBytes));
        return bytes;

        NetworkFileException TooLong(long length) => new(NetworkFileError.LimitExceeded, limit, FormattableString.Invariant($"The file has {length} bytes or more, above the limit of {limit}"));
    }

    /// <summary>Demands that nothing follows.</summary>
    /// <exception cref="NetworkFileException">Something does.</exception>
    public void RequireEnd()
    {
        Span<byte> next = stackalloc byte[1];
        if (stream.Read(next) != 0) throw TrailingData(Position);
    }

    public static NetworkFileException Truncated(long length) => new(NetworkFileError.Truncated, length, length == 0 ? "The file is empty" : "The file ends before what it declares: it was not written or copied to its end");

    public static NetworkFileException TrailingData(long end) => new(NetworkFileError.TrailingData, end, "Bytes follow where the file should end");

    /// <summary>The error for content that does not fit into memory: where the stream ends before it, that it does, as it would be for a smaller one.</summary>
    private NetworkFileException TooLarge(long count, int most)
    {
        if (stream.CanSeek)
        {
            long left = Math.Max(0, stream.Length - stream.Position);
            if (left < count) return Truncated(Position + left);
        }
        else
        {
            byte[] chunk = new byte[ChunkBytes];
            for (long read = 0; read <= most;)
            {
                int next = stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
                Position += next;
                read += next;
                if (next < chunk.Length && read < count) return Truncated(Position);
            }
        }

        return new NetworkFileException(NetworkFileError.LimitExceeded, Position, FormattableString.Invariant($"The content of {count} bytes is larger than an array can be; by its name, a file of any size can be read"));
    }

    private byte[] ReadKnown(int count, ReadOnlySpan<byte> prefix)
    {
        if (stream.Length - stream.Position < count) throw Truncated(Position + Math.Max(0, stream.Length - stream.Position));
        byte[] bytes = new byte[prefix.Length + count];
        Fill(bytes.AsSpan(prefix.Length));
        return bytes;
    }

    private byte[] ReadInChunks(int count, ReadOnlySpan<byte> prefix)
    {
        var chunks = new List<byte[]>();
        int start = prefix.Length;
        int end = start + count;
        for (; end - start > TrustedBytes; start += ChunkBytes)
        {
            byte[] chunk = new byte[ChunkBytes];
            Fill(chunk);
            chunks.Add(chunk);
        }

        byte[] bytes = new byte[end];
        for (int index = 0; index < chunks.Count; index++) chunks[index].CopyTo(bytes, prefix.Length + (index * ChunkBytes));
        Fill(bytes.AsSpan(start));
        return bytes;
    }

    private void Fill(Span<byte> destination)
    {
        int count = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        Position += count;
        if (count < destination.Length) throw Truncated(Position);
    }
}
