using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

using NetGen.Files;
using NetGen.Tests.Data;

using Xunit;

namespace NetGen.Tests.Files;

/// <summary>Gzip files in pieces, and what is wrong with those that cannot be read, with its place.</summary>
public class GzipFileTests
{
    private static readonly byte[] Content = Draw(100_000);

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 16)]
    [InlineData((1 << 16) + 1)]
    [InlineData(100_000)]
    public void ContentComesInOrder(int size)
    {
        byte[] content = Content[..size];
        foreach (CompressionLevel level in new[] { CompressionLevel.Optimal, CompressionLevel.NoCompression })
        {
            GzipFile file = Open(IdxSamples.Gzip(content, level));
            Assert.Equal((uint)size, file.DeclaredLength);
            for (int peek = 0; peek <= 20; peek += 10)
            {
                byte[] start = new byte[peek];
                Assert.Equal(Math.Min(peek, size), file.Peek(start));
                Assert.Equal(content[..Math.Min(peek, size)], start[..Math.Min(peek, size)]);
            }

            var received = new List<byte>();
            file.Inflate(size, bytes => received.AddRange(bytes));
            Assert.Equal(content, received);
        }
    }

    /// <summary>Sizes before the fields that have one, and zeros in what is skipped by its size.</summary>
    [Fact]
    public void FieldsOfTheHeaderAreSkipped()
    {
        byte[] whole = IdxSamples.Gzip(Content);
        byte[] extra = [5, 0, 0, 1, 0, 2, 0];
        foreach ((byte flags, byte[] fields) in new (byte, byte[])[]
        {
            (1, []), (4, extra), (8, [.. "name\0"u8]), (16, [.. "comment\0"u8]), (12, [.. extra, .. "name\0"u8]), (28, [.. extra, 0, .. "comment\0"u8]),
        })
        {
            Assert.Equal(Content, Inflate([.. whole[..3], flags, .. whole[4..10], .. fields, .. whole[10..]]));
        }
    }

    [Fact]
    public void WhatIsWrongIsToldWithItsPlace()
    {
        byte[] whole = IdxSamples.Gzip(Content);
        int length = whole.Length;
        AssertRefused(Changed(0, 0x1E), NetworkFileError.InvalidMagic, 0, "The file is no gzip file");
        AssertRefused(Changed(1, 0x8C), NetworkFileError.InvalidMagic, 0, "The file is no gzip file");
        AssertRefused(Changed(2, 7), NetworkFileError.InvalidCompression, 2, "The gzip header asks for an unknown method");
        foreach (byte flag in new byte[] { 0x20, 0x40, 0x80 })
            AssertRefused(Changed(3, flag), NetworkFileError.InvalidCompression, 2, "The gzip header asks for an unknown method");
        AssertRefused(whole[..17], NetworkFileError.Truncated, 17, "The file ends before what it declares: it was not written or copied to its end");
        AssertRefused([.. whole[..10], 7, .. whole[^8..]], NetworkFileError.InvalidCompression, 11, "The compressed data is invalid");
        AssertRefused([.. whole[..1000], .. whole[^8..]], NetworkFileError.InvalidCompression, 1000, "The compressed data breaks off");
        AssertRefused(
            [.. whole[..^8], 1, 2, 3, .. whole[^8..]], NetworkFileError.InvalidCompression, length - 8, "The compressed file goes on after its first member");
        AssertRefused(
            Changed(length - 8, (byte)~whole[^8]), NetworkFileError.ChecksumMismatch, length - 8, "The compressed file's checksum does not match its content");
        AssertRefused(
            Changed(length - 1, 1), NetworkFileError.SizeMismatch, length - 4, "The length that the compressed file declares is not that of its content");

        byte[] Changed(int place, byte value)
        {
            byte[] changed = [.. whole];
            changed[place] = value;
            return changed;
        }
    }

    /// <summary>Of stored and of packed data, by a little and by more than is read at once.</summary>
    [Theory]
    [InlineData(CompressionLevel.NoCompression, 1)]
    [InlineData(CompressionLevel.NoCompression, 70_000)]
    [InlineData(CompressionLevel.Optimal, 1)]
    [InlineData(CompressionLevel.Optimal, 70_000)]
    public void ContentOfAnotherLengthThanDeclaredIsFound(CompressionLevel level, int difference)
    {
        byte[] whole = IdxSamples.Gzip(Content, level);
        foreach (int declared in new[] { Content.Length - difference, Content.Length + difference })
        {
            byte[] lying = [.. whole];
            BinaryPrimitives.WriteInt32LittleEndian(lying.AsSpan(lying.Length - 4), declared);
            int received = 0;
            NetworkFileException exception = Assert.Throws<NetworkFileException>(() => Open(lying).Inflate(declared, bytes => received += bytes.Length));
            bool isLonger = declared < Content.Length;
            int shared = Math.Min(declared, Content.Length);
            Assert.Equal((isLonger ? NetworkFileError.TrailingData : NetworkFileError.Truncated, shared), (exception.Error, exception.Offset));
            Assert.Equal(shared, received);
        }
    }

    /// <summary>Who never ends a text in the header is not read to the end.</summary>
    [Fact]
    public void TextsOfTheHeaderHaveALimit()
    {
        const int Most = 1 << 17;
        byte[] whole = IdxSamples.Gzip(Content);
        byte[] header = [.. whole[..3], 8, .. whole[4..10]];
        Assert.Equal(Content, Inflate([.. header, .. Name(Most - 11), 0, .. whole[10..]]));
        AssertRefused([.. header, .. Name(Most - 10), 0, .. whole[10..]], NetworkFileError.LimitExceeded, Most, "The gzip header is longer than the limit");

        static byte[] Name(int size) => Encoding.ASCII.GetBytes(new string('x', size));
    }

    [Fact]
    public void TheHeadersChecksumIsCompared()
    {
        byte[] whole = IdxSamples.Gzip(Content);
        byte[] header = [.. whole[..3], 2, .. whole[4..10]];
        var checksum = new Crc32();
        checksum.Append(header);
        byte[] digits = [(byte)checksum.Value, (byte)(checksum.Value >> 8)];
        Assert.Equal(Content, Inflate([.. header, .. digits, .. whole[10..]]));
        AssertRefused(
            [.. header, digits[0], (byte)(digits[1] ^ 1), .. whole[10..]], NetworkFileError.ChecksumMismatch, 10, "The gzip header's checksum does not match");
    }

    private static GzipFile Open(byte[] bytes) => new(new MemorySource(bytes, default), bytes.Length);

    private static byte[] Inflate(byte[] bytes)
    {
        var received = new List<byte>();
        Open(bytes).Inflate(Content.Length, piece => received.AddRange(piece));
        return [.. received];
    }

    private static void AssertRefused(byte[] bytes, NetworkFileError error, long offset, string message)
    {
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => Inflate(bytes));
        Assert.Equal((error, offset), (exception.Error, exception.Offset));
        Assert.StartsWith(message + " (", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>What can be packed, but not by much.</summary>
    private static byte[] Draw(int count)
    {
        var random = new SeededRandom(3);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(100))];
    }
}
