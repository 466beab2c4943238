using System.Buffers.Binary;
using System.Globalization;

using NetGen.TestHelpers;

using SkiaSharp;

using Xunit;

namespace NetGen.Images.Tests;

/// <summary>However a picture is damaged: it is read, or refused by the one exception that is documented.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly int s_mutations = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "2000", CultureInfo.InvariantCulture);

    private readonly string _root = Directory.CreateTempSubdirectory("netgen-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void APictureIsReadOrRefused(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(9, 7, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int row = 0; row < 7; row++)
        {
            for (int column = 0; column < 9; column++) bitmap.SetPixel(column, row, new SKColor((byte)(28 * column), (byte)(36 * row), (byte)(row * column)));
        }

        using SKData data = bitmap.Encode(format, quality: 90);
        byte[] whole = data.ToArray();
        var mutations = new ByteMutations(new TestRandom((ulong)format));
        string path = Path.Combine(_root, "damaged");
        int read = 0;
        for (int index = 0; index < s_mutations; index++)
        {
            byte[] damaged = mutations.Of(whole);
            File.WriteAllBytes(path, damaged);
            try
            {
                float[] pixels = ImageFile.Read(path, 3, 4);
                Assert.All(pixels, static value => Assert.InRange(value, 0, 1 + 1e-6f)); // weights of pixels sum to 1 but for rounding
                read++;
            }
            catch (ImageException exception)
            {
                Assert.Contains("is no picture that can be decoded: ", exception.Message, StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"mutation {index}, {exception.GetType().Name}: {exception.Message}, {Convert.ToHexString(damaged)}\n{exception.StackTrace}");
            }
        }

        Assert.InRange(read, s_mutations / 100, s_mutations * 99 / 100);
    }

    /// <summary>A file of a hundred bytes whose picture would take 14 GB.</summary>
    [Theory]
    [InlineData(60_000, 60_000, true)]
    [InlineData(1, 1 << 28, false)] // refused by the decoder
    [InlineData(int.MaxValue, 1, false)]
    public void WhatClaimsToBeHugeIsRefused(int width, int height, bool isSeen)
    {
        byte[] bytes = new byte[100];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        bytes[26] = 1;
        bytes[28] = 24;
        string path = Path.Combine(_root, "huge.bmp");
        File.WriteAllBytes(path, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ImageException>(() => ImageFile.Read(path, 3, 4)).Message;
        Assert.Contains(isSeen ? "pixels, more than 134217728." : "no picture", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
