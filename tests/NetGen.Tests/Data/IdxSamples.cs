using System.Buffers.Binary;
using System.IO.Compression;
using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.Data;

/// <summary>IDX files made byte by byte, and one way to read them that tries every source.</summary>
internal static class IdxSamples
{
    /// <summary>An array of bytes.</summary>
    public static byte[] Bytes(int[] shape, params byte[] data)
    {
        var file = new List<byte> { 0, 0, 8, (byte)shape.Length };
        byte[] dimension = new byte[4];
        foreach (int size in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(dimension, size);
            file.AddRange(dimension);
        }

        return [.. file, .. data];
    }

    /// <summary>Compressed by the framework: a header of ten bytes, deflate, checksum, length.</summary>
    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, level, leaveOpen: true)) stream.Write(content);
        return compressed.ToArray();
    }

    /// <summary>Reads from memory, both kinds of stream and, if a directory is given, a file; demands that all agree. Null means accepted.</summary>
    public static NetworkFileError? ReadEverywhere(byte[] bytes, TemporaryDirectory? directory = null, long maxBytes = IdxFile.DefaultMaxBytes)
    {
        (string text, NetworkFileError? error) = Describe(() => IdxFile.Read(bytes.AsMemory(), maxBytes));
        Assert.Equal(text, Describe(() => IdxFile.Read(new MemoryStream(bytes), maxBytes)).Text);
        Assert.Equal(text, Describe(() => IdxFile.Read(new ShortReadStream(bytes), maxBytes)).Text);
        if (directory is not null)
        {
            string path = directory.Combine("sample");
            File.WriteAllBytes(path, bytes);
            Assert.Equal(text, Describe(() => IdxFile.Read(path, maxBytes)).Text);
        }

        return error;
    }

    private static (string Text, NetworkFileError? Error) Describe(Func<IdxFile> read)
    {
        try
        {
            IdxFile file = read();
            return ($"{file.ElementType} {string.Join(',', file.Shape)} {Convert.ToHexString(file.Data.Span)}", null);
        }
        catch (NetworkFileException exception)
        {
            string message = exception.Message;
            if (exception.Path is { } path)
            {
                Assert.StartsWith($"'{path}': ", message, StringComparison.Ordinal);
                message = message[(path.Length + 4)..];
            }

            return (message, exception.Error);
        }
    }
}
