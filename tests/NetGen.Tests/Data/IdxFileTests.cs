using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.Data;

public sealed class IdxFileTests
{
    private static readonly byte[] Plain = IdxSamples.Bytes([2, 3], 1, 2, 3, 4, 5, 255);

    /// <summary>The file of <see cref="Plain"/>, compressed by Python's gzip.compress(bytes, 9, mtime=0).</summary>
    private static readonly byte[] ForeignGzip = Convert.FromHexString(ForeignGzipDigits);

    private const string ForeignGzipDigits = "1F8B08000000000002036360E06062606000616646266616D6FF00F0DE5F2112000000";

    [Fact]
    public void PlainAndCompressedAreTheSame()
    {
        foreach (byte[] bytes in new[] { Plain, IdxSamples.Gzip(Plain), IdxSamples.Gzip(Plain, CompressionLevel.NoCompression), ForeignGzip })
        {
            IdxFile file = IdxFile.Read(bytes);
            Assert.Equal((IdxType.UInt8, 6), (file.ElementType, file.Count));
            Assert.Equal([2, 3], file.Shape.ToArray());
            float[] values = new float[6];
            file.CopyTo(values);
            Assert.Equal([1f, 2, 3, 4, 5, 255], values);
        }

        Assert.Throws<ArgumentException>(() => IdxFile.Read(Plain).CopyTo(new float[5]));
    }

    [Theory]
    [InlineData("00000901" + "00000002" + "80FF", -128f, -1f)]
    [InlineData("00000B01" + "00000002" + "80000102", -32768f, 258f)]
    [InlineData("00000C01" + "00000002" + "FFFFFFFE00010000", -2f, 65536f)]
    [InlineData("00000D01" + "00000002" + "3FC00000FF800000", 1.5f, float.NegativeInfinity)]
    [InlineData("00000E01" + "00000002" + "3FB999999999999A4008000000000000", 0.1f, 3f)]
    public void EveryElementTypeIsConverted(string digits, float first, float second)
    {
        float[] values = new float[2];
        IdxFile.Read(Convert.FromHexString(digits)).CopyTo(values);
        Assert.Equal([first, second], values);
    }

    [Theory]
    [InlineData("", NetworkFileError.Truncated)]
    [InlineData("01000801" + "00000001" + "07", NetworkFileError.InvalidMagic)]
    [InlineData("00010801" + "00000001" + "07", NetworkFileError.InvalidMagic)]
    [InlineData("00000A01" + "00000001" + "07", NetworkFileError.UnknownElementType)]
    [InlineData("00000800" + "07", NetworkFileError.LimitExceeded)]
    [InlineData("00000809" + "000000010000000100000001000000010000000100000001000000010000000100000001" + "07", NetworkFileError.LimitExceeded)]
    [InlineData("00000801" + "FFFFFFFF" + "07", NetworkFileError.LimitExceeded)]
    [InlineData("00000804" + "40000000400000004000000040000000" + "07", NetworkFileError.LimitExceeded)]
    [InlineData("00000803" + "000100000001000000000001" + "07", NetworkFileError.LimitExceeded)]
    [InlineData("00000E01" + "20000000" + "07", NetworkFileError.LimitExceeded)]
    [InlineData("00000801" + "00000002" + "07", NetworkFileError.Truncated)]
    [InlineData("00000801" + "00000001" + "0707", NetworkFileError.TrailingData)]
    [InlineData("00000801" + "00000000", null)]
    [InlineData("00000808" + "0000000100000001000000010000000100000001000000010000000100000001" + "07", null)]
    public void EveryRuleIsKept(string digits, NetworkFileError? expected)
    {
        byte[] bytes = Convert.FromHexString(digits);
        using var directory = new TemporaryDirectory();
        Assert.Equal(expected, IdxSamples.ReadEverywhere(bytes, directory));
        if (bytes.Length > 0) Assert.Equal(expected is NetworkFileError.Truncated or NetworkFileError.TrailingData ? NetworkFileError.SizeMismatch : expected, IdxSamples.ReadEverywhere(IdxSamples.Gzip(bytes), directory));
    }

    [Fact]
    public void EveryTruncationIsFound()
    {
        using var directory = new TemporaryDirectory();
        for (int length = 0; length < Plain.Length; length++) Assert.Equal(NetworkFileError.Truncated, IdxSamples.ReadEverywhere(Plain[..length], directory));
        for (int length = 0; length < ForeignGzip.Length; length++) Assert.NotNull(IdxSamples.ReadEverywhere(ForeignGzip[..length], directory));
    }

    [Fact]
    public void EveryFlippedBitOfCompressedDataIsFound()
    {
        // Time stamp, operating system, compression hint and text flag of the header mean nothing, nor does the bit behind the last block.
        int unused = ((ForeignGzip.Length - 8) * 8) - 1;
        for (int bit = 0; bit < ForeignGzip.Length * 8; bit++)
        {
            if (bit / 8 is >= 4 and < 10 || bit == 24 || bit == unused) continue;
            byte[] flipped = (byte[])ForeignGzip.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(IdxSamples.ReadEverywhere(flipped) is not null, $"bit {bit}");
        }
    }

    [Fact]
    public void ExactlyOneMemberIsRead()
    {
        byte[] empty = [.. ForeignGzip[..10], 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] second = IdxSamples.Gzip(Plain);
        using var directory = new TemporaryDirectory();
        Assert.NotNull(IdxSamples.ReadEverywhere([.. ForeignGzip, .. empty], directory));
        Assert.NotNull(IdxSamples.ReadEverywhere([.. empty, .. ForeignGzip], directory));
        Assert.NotNull(IdxSamples.ReadEverywhere([.. ForeignGzip, 0], directory));

        // The trailer at the end of the file is that of the same content: only what lies between tells.
        Assert.Equal(NetworkFileError.InvalidCompression, IdxSamples.ReadEverywhere([.. second, .. second], directory));
        byte[] padded = [.. second[..^8], 0, .. second[^8..]];
        Assert.Equal(NetworkFileError.InvalidCompression, IdxSamples.ReadEverywhere(padded, directory));
    }

    [Fact]
    public void DataThatNeverEndsIsBroken()
    {
        // One stored block that is not the last: all bytes are there, the end is not.
        byte[] block = [0x00, (byte)Plain.Length, 0, (byte)~Plain.Length, 0xFF, .. Plain];
        byte[] file = [.. ForeignGzip[..10], .. block, .. ForeignGzip[^8..]];
        Assert.Equal(NetworkFileError.InvalidCompression, IdxSamples.ReadEverywhere(file));
        block[0] = 1;
        Assert.Null(IdxSamples.ReadEverywhere([.. ForeignGzip[..10], .. block, .. ForeignGzip[^8..]]));
    }

    [Fact]
    public void OptionalHeaderFieldsAreSkippedAndChecked()
    {
        byte[] extra = [3, 0, 1, 2, 3];
        byte[] texts = Encoding.ASCII.GetBytes("train-images\0a comment\0");
        byte[] header = [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, .. extra, .. texts];
        ushort checksum = (ushort)SlowCrc(header);
        byte[] rest = ForeignGzip[10..];
        Assert.Null(IdxSamples.ReadEverywhere([.. header, (byte)checksum, (byte)(checksum >> 8), .. rest]));
        Assert.Equal(NetworkFileError.ChecksumMismatch, IdxSamples.ReadEverywhere([.. header, (byte)checksum, (byte)~(checksum >> 8), .. rest]));
        Assert.Equal(NetworkFileError.LimitExceeded, IdxSamples.ReadEverywhere([.. header[..3], 8, .. header[4..10], .. Enumerable.Repeat((byte)'x', 200_000)]));
        Assert.Equal(NetworkFileError.Truncated, IdxSamples.ReadEverywhere([.. header[..3], 8, .. header[4..10], .. Enumerable.Repeat((byte)'x', 2000)]));
    }

    [Fact]
    public void ChecksumIsThatOfGzip()
    {
        var random = new SeededRandom(5);
        for (int length = 0; length < 40; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(_ => random.NextByte())];
            var checksum = new Crc32();
            checksum.Append(bytes.AsSpan(0, length / 3));
            checksum.Append(bytes.AsSpan(length / 3));
            Assert.Equal(SlowCrc(bytes), checksum.Value);
        }

        var known = new Crc32();
        known.Append("123456789"u8);
        Assert.Equal(0xCBF43926u, known.Value);
    }

    [Fact]
    public void LimitsAreTheCallers()
    {
        Assert.Null(IdxSamples.ReadEverywhere(Plain, maxBytes: long.MaxValue));
        Assert.Null(IdxSamples.ReadEverywhere(ForeignGzip, maxBytes: long.MaxValue));
        Assert.Equal(NetworkFileError.LimitExceeded, IdxSamples.ReadEverywhere(IdxSamples.Bytes([int.MaxValue, int.MaxValue]), maxBytes: long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("maxBytes", () => IdxFile.Read(Plain, maxBytes: -1));
        Assert.Throws<ArgumentOutOfRangeException>("maxBytes", () => IdxFile.Read(new MemoryStream(Plain), maxBytes: -1));
        Assert.Throws<ArgumentOutOfRangeException>("maxBytes", () => IdxFile.Read("any", maxBytes: -1));
        Assert.Null(IdxSamples.ReadEverywhere(Plain, maxBytes: 6));
        Assert.Equal(NetworkFileError.LimitExceeded, IdxSamples.ReadEverywhere(Plain, maxBytes: 5));
        Assert.Null(IdxSamples.ReadEverywhere(ForeignGzip, maxBytes: 6));
        Assert.Equal(NetworkFileError.LimitExceeded, IdxSamples.ReadEverywhere(ForeignGzip, maxBytes: 5));
    }

    [Fact]
    public void LongDataSurvivesCompression()
    {
        var random = new SeededRandom(7);
        byte[] data = [.. Enumerable.Range(0, 300_000).Select(_ => (byte)random.Next(20))];
        IdxFile file = IdxFile.Read(new ShortReadStream(IdxSamples.Gzip(IdxSamples.Bytes([300, 1000], data))));
        Assert.True(file.Data.Span.SequenceEqual(data));
    }

    private static uint SlowCrc(byte[] bytes)
    {
        uint register = uint.MaxValue;
        foreach (byte value in bytes)
        {
            register ^= value;
            for (int bit = 0; bit < 8; bit++) register = (register & 1) != 0 ? (register >> 1) ^ 0xEDB88320 : register >> 1;
        }

        return ~register;
    }
}
