namespace NetGen.Tests.Files;

/// <summary>A stream of unknown length that gives its bytes in uneven pieces, as a network connection does.</summary>
internal sealed class ShortReadStream(byte[] bytes) : ForwardStream
{
    private static readonly int[] Pieces = [1, 7, 2, 64, 3, 1000];
    private int _position;
    private int _reads;

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(buffer.Length, bytes.Length - _position), Pieces[_reads++ % Pieces.Length]);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
