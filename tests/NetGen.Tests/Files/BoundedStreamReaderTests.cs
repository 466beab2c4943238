using NetGen.Files;

using Xunit;

namespace NetGen.Tests.Files;

/// <summary>What a stream has is read in one piece or in many, from wherever it stands, and what it has not is told with its place.</summary>
public class BoundedStreamReaderTests
{
    private const int Chunk = 1 << 16;
    private const string Ends = "The file ends before what it declares: it was not written or copied to its end";

    /// <summary>Around whole pieces, and around what is allocated without having come.</summary>
    public static TheoryData<int> Sizes => [0, 1, Chunk - 1, Chunk, Chunk + 1, 8 * Chunk, (8 * Chunk) + 1, (9 * Chunk) + 5, 11 * Chunk];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void BytesAreThoseOfTheStream(int size)
    {
        byte[] prefix = [7, 8, 9];
        byte[] bytes = Draw(size + 5);
        foreach (Stream stream in Streams(bytes))
        {
            var reader = new BoundedStreamReader(stream);
            Assert.Equal(bytes[..2], reader.ReadExactly(2));
            Assert.Equal([.. prefix, .. bytes[2..(size + 2)]], reader.ReadExactly(size, prefix));
            Assert.Equal(size + 2, reader.Position);
            Assert.Equal(bytes[(size + 2)..], reader.ReadExactly(3));
            Assert.Equal(size + 5, reader.Position);
            reader.RequireEnd();
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void WhatIsLeftIsReadBehindWhatWasRead(int size)
    {
        byte[] bytes = Draw(size + 2);
        foreach (Stream stream in Streams(bytes))
        {
            var reader = new BoundedStreamReader(stream);
            reader.ReadExactly(2);
            Assert.Equal(bytes[2..], reader.ReadToEnd(size));
            Assert.Equal(size + 2, reader.Position);
        }
    }

    /// <summary>Memory for all at once would be asked for by anybody who writes a large number into a header.</summary>
    [Fact]
    public void WhatHasNotComeIsNotAllocated()
    {
        byte[] bytes = Draw(10 * Chunk);
        foreach (Stream stream in Streams(bytes))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var reader = new BoundedStreamReader(stream);
            NetworkFileException exception = Assert.Throws<NetworkFileException>(() => reader.ReadExactly(2_000_000_000));
            Assert.Equal((NetworkFileError.Truncated, bytes.Length), (exception.Error, exception.Offset));
            Assert.Equal($"{Ends} (Truncated at byte {bytes.Length})", exception.Message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * bytes.Length);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(Chunk)]
    [InlineData((2 * Chunk) + 10)]
    public void TheLimitIsOfWhatIsLeft(int size)
    {
        byte[] bytes = Draw(size + 3);
        foreach (Stream stream in Streams(bytes))
        {
            // A stream that can say where it stands may stand behind what is asked for.
            bool canSeek = stream.CanSeek;
            if (canSeek) stream.Position = 3;
            byte[] expected = canSeek ? bytes[3..] : bytes;
            var reader = new BoundedStreamReader(stream);
            Assert.Equal(expected, reader.ReadToEnd(expected.Length));
            Assert.Equal(expected.Length, reader.Position);
        }

        foreach (Stream stream in Streams(bytes))
        {
            if (stream.CanSeek && size > 0) stream.Position = 3;
            long left = stream.CanSeek ? bytes.Length - stream.Position : bytes.Length;
            NetworkFileException exception = Assert.Throws<NetworkFileException>(() => new BoundedStreamReader(stream).ReadToEnd(left - 1));
            Assert.Equal((NetworkFileError.LimitExceeded, left - 1), (exception.Error, exception.Offset));
            Assert.Contains($"above the limit of {left - 1} (", exception.Message, StringComparison.Ordinal);
            if (stream.CanSeek) Assert.StartsWith($"The file has {left} bytes or more, ", exception.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A stream may stand behind its end: nothing is left, and not less.</summary>
    [Fact]
    public void BehindTheEndThereIsNothing()
    {
        var stream = new MemoryStream(new byte[4]) { Position = 9 };
        foreach (long count in new[] { 1, long.MaxValue })
        {
            NetworkFileException exception = Assert.Throws<NetworkFileException>(() => new BoundedStreamReader(stream).ReadExactly(count));
            Assert.Equal((NetworkFileError.Truncated, 0), (exception.Error, exception.Offset));
            Assert.Equal("The file is empty (Truncated at byte 0)", exception.Message);
        }
    }

    /// <summary>Where there is as much as is asked for, it is too much for an array; where there is less, the stream ends, as for any other number.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(8, 1)]
    [InlineData(8, 2)]
    public void MoreThanAnArrayHoldsIsRefusedOrMissing(int prefix, int more)
    {
        long count = Array.MaxLength - prefix + more;
        foreach (bool canSeek in new[] { true, false })
        {
            AssertRefused(count + Chunk, count, prefix, canSeek, NetworkFileError.LimitExceeded);
            AssertRefused(Array.MaxLength - prefix - Chunk, count, prefix, canSeek, NetworkFileError.Truncated);
        }
    }

    /// <summary>The last byte decides, also where it is not that of a whole piece.</summary>
    [Fact]
    public void AsMuchAsIsAskedForIsNotMissing()
    {
        foreach (bool canSeek in new[] { true, false })
        {
            AssertRefused(Array.MaxLength + 1L, Array.MaxLength + 1L, 0, canSeek, NetworkFileError.LimitExceeded);
            AssertRefused(Array.MaxLength, Array.MaxLength + 1L, 0, canSeek, NetworkFileError.Truncated);
            AssertRefused(Array.MaxLength + 5L, Array.MaxLength + 6L, 0, canSeek, NetworkFileError.Truncated);
        }
    }

    [Fact]
    public void WhatFollowsIsToldWithItsPlace()
    {
        foreach (Stream stream in Streams(Draw(12)))
        {
            var reader = new BoundedStreamReader(stream);
            reader.ReadExactly(11);
            NetworkFileException exception = Assert.Throws<NetworkFileException>(reader.RequireEnd);
            Assert.Equal((NetworkFileError.TrailingData, 11), (exception.Error, exception.Offset));
            Assert.Equal("Bytes follow where the file should end (TrailingData at byte 11)", exception.Message);
        }
    }

    /// <summary>Reads some bytes, and then more than there are or than an array holds.</summary>
    private static void AssertRefused(long length, long count, int prefix, bool canSeek, NetworkFileError error)
    {
        var reader = new BoundedStreamReader(new LongStream(length + 5, canSeek));
        reader.ReadExactly(5);
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => reader.ReadExactly(count, new byte[prefix]));
        Assert.Equal(error, exception.Error);
        if (error == NetworkFileError.Truncated) Assert.Equal(length + 5, exception.Offset);
        else Assert.StartsWith($"The content of {count} bytes is larger than an array can be", exception.Message, StringComparison.Ordinal);
    }

    private static Stream[] Streams(byte[] bytes) => [new MemoryStream(bytes), new ShortReadStream(bytes)];

    private static byte[] Draw(int count)
    {
        var random = new SeededRandom(3);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextByte())];
    }

    /// <summary>Zeros, more than memory holds.</summary>
    private sealed class LongStream(long length, bool canSeek) : ForwardStream
    {
        private long _position;

        public override bool CanSeek => canSeek;

        public override long Length => canSeek ? length : throw new NotSupportedException();

        public override long Position { get => canSeek ? _position : throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int count = (int)Math.Min(buffer.Length, length - _position);
            _position += count;
            return count;
        }
    }
}
