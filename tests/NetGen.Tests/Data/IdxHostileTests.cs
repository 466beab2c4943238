using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.Data;

/// <summary>Bombs and mutated files.</summary>
public sealed class IdxHostileTests
{
    private const int BombBytes = 10 << 20;

    /// <summary>Files of 10 MB that would inflate to 10 GB, with whatever their header and trailer say.</summary>
    [Theory]
    [InlineData("00000801" + "00000001", false)]
    [InlineData("00000803" + "0000EA60" + "0000001C" + "0000001C", false)]
    [InlineData("00000803" + "0000EA60" + "0000001C" + "0000001C", true)]
    [InlineData("00000801" + "7FFFFFFF", true)]
    [InlineData("00000801" + "3FFFFFF0", false)]
    public void BombsCostNothing(string header, bool lie)
    {
        byte[] start = Convert.FromHexString(header);
        byte[] bomb = Bomb(start, lie);
        Assert.InRange(bomb.Length, BombBytes, BombBytes + 100_000);
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("bomb.gz");
        File.WriteAllBytes(path, bomb);
        const long Most = 2 << 20;
        Assert.InRange(AllocatedBy(() => IdxFile.Read(bomb)), 0, Most);
        Assert.InRange(AllocatedBy(() => IdxFile.Read(path)), 0, Most);

        // A stream is held in its compressed form; nothing of its content is.
        Assert.InRange(AllocatedBy(() => IdxFile.Read(new MemoryStream(bomb))), bomb.Length, bomb.Length + Most);
    }

    [Fact]
    public void MutationsNeverSurpriseTheReader()
    {
        int mutations = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "100000", CultureInfo.InvariantCulture);
        var random = new SeededRandom(20240612);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        byte[] plain = IdxSamples.Bytes([3, 2, 2], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        byte[][] seeds = [plain, IdxSamples.Bytes([5], 1, 2, 3, 4, 5), IdxSamples.Gzip(plain), IdxSamples.Gzip(plain, CompressionLevel.NoCompression)];
        for (int index = 0; index < mutations; index++)
        {
            List<byte> file = [.. random.Pick(seeds)];
            for (int count = 1 + random.Next(3); count > 0; count--) Mutate(file, random);
            byte[] bytes = [.. file];
            long before = GC.GetAllocatedBytesForCurrentThread();
            string outcome = Read(bytes);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before <= (2 * bytes.Length) + (1 << 20), $"mutation {index}");
            seen[outcome] = seen.GetValueOrDefault(outcome) + 1;
            if (index % 50 == 0) IdxSamples.ReadEverywhere(bytes);
        }

        Assert.InRange(seen["accepted"], mutations / 100, mutations / 2);
        foreach (NetworkFileError error in new[]
        {
            NetworkFileError.Truncated, NetworkFileError.TrailingData, NetworkFileError.LimitExceeded, NetworkFileError.InvalidMagic, NetworkFileError.UnknownElementType,
            NetworkFileError.InvalidCompression, NetworkFileError.ChecksumMismatch, NetworkFileError.SizeMismatch,
        })
        {
            Assert.True(seen.GetValueOrDefault(error.ToString()) >= 20, $"{error} was reached {seen.GetValueOrDefault(error.ToString())} times");
        }
    }

    private static long AllocatedBy(Func<IdxFile> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<NetworkFileException>(read);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Read(byte[] bytes)
    {
        try
        {
            IdxFile file = IdxFile.Read(bytes);
            Assert.Equal(file.Count, file.Shape.Aggregate(1, static (product, size) => product * size));
            return "accepted";
        }
        catch (NetworkFileException exception)
        {
            return exception.Error.ToString();
        }
    }

    private static void Mutate(List<byte> file, SeededRandom random)
    {
        if (file.Count == 0) return;
        int position = random.Next(file.Count);
        switch (random.Next(7))
        {
            case 0: file[position] ^= (byte)(1 << random.Next(8)); break;
            case 1: file[position] = random.NextByte(); break;
            case 2: file.RemoveRange(position, Math.Min(1 + random.Next(3), file.Count - position)); break;
            case 3: file.Insert(position, random.NextByte()); break;
            case 4: file[^(1 + random.Next(Math.Min(8, file.Count)))] = random.NextByte(); break;
            case 5: file[random.Next(Math.Min(16, file.Count))] = (byte)random.Next(16); break;
            default: file[position]++; break;
        }
    }

    /// <summary>A header, then zeros until the compressed file is 10 MB long. With <paramref name="lie"/> the trailer says what the header does.</summary>
    private static byte[] Bomb(byte[] header, bool lie)
    {
        // A deflated megabyte of zeros, ended by an empty block on a byte boundary, may be repeated at will.
        byte[] zeros = Zeros(1 << 20);
        byte[] start = Deflate(header, end: false);
        var file = new List<byte>(BombBytes + zeros.Length) { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3 };
        file.AddRange(start);
        long length = header.Length;
        while (file.Count < BombBytes)
        {
            file.AddRange(zeros);
            length += 1 << 20;
        }

        file.AddRange(Deflate([], end: true));
        byte[] trailer = new byte[8];
        long declared = header.Length;
        long product = 1;
        for (int axis = 0; axis < header[3]; axis++) product *= BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (axis * 4)));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)(lie ? declared + product : length));
        file.AddRange(trailer);
        return [.. file];
    }

    private static byte[] Zeros(int count) => Deflate(new byte[count], end: false);

    /// <summary>Flushing ends the data with an empty stored block; without <paramref name="end"/> the final block is left out.</summary>
    private static byte[] Deflate(byte[] content, bool end)
    {
        using var compressed = new MemoryStream();
        using var stream = new DeflateStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true);
        stream.Write(content);
        stream.Flush();
        byte[] open = compressed.ToArray();
        return end ? [1, 0, 0, 0xFF, 0xFF] : open;
    }
}
