using Microsoft.Win32.SafeHandles;

namespace NetGen.Files;

/// <summary>Bytes at absolute positions of a file, wherever they lie.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="NetworkFileException">The file ends first.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = ReadSome(offset, destination);
            if (count == 0) throw BoundedStreamReader.Truncated(offset);
            destination = destination[count..];
            offset += count;
        }
    }

    public abstract void Dispose();

    protected abstract int ReadSome(long offset, Span<byte> destination);
}

/// <summary>A file in memory, in two pieces so that what was read first need not be copied again.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail) : ByteSource
{
    public override void Dispose()
    {
        // Memory needs no closing.
    }

    protected override int ReadSome(long offset, Span<byte> destination)
    {
        ReadOnlyMemory<byte> piece = offset < head.Length ? head : tail;
        long start = offset < head.Length ? offset : offset - head.Length;
        if (start >= piece.Length) return 0;
        ReadOnlySpan<byte> available = piece.Span[(int)start..];
        if (available.Length > destination.Length) available = available[..destination.Length];
        available.CopyTo(destination);
        return available.Length;
    }
}

/// <summary>An open file. It is read, not mapped: a file that shrinks while it is mapped ends the process, here it ends in an exception.</summary>
internal sealed class HandleSource(SafeFileHandle handle) : ByteSource
{
    public long Length => RandomAccess.GetLength(handle);

    public override void Dispose() => handle.Dispose();

    protected override int ReadSome(long offset, Span<byte> destination) => RandomAccess.Read(handle, destination, offset);
}
