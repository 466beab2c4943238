using NetGen.Data;

using SkiaSharp;

using Xunit;

namespace NetGen.Images.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("netgen-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void WhatIsWrittenIsReadInColourAndGrey()
    {
        float[] pixels = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2f, 0.4f, 0.6f];
        string path = Path.Combine(_root, "a.png");
        ImageFile.WritePng(path, pixels, 2, 2, 3);
        AssertNear(pixels, ImageFile.Read(path, 2, 2), 1e-6f);
        AssertNear([0.299f, 0.587f, 0.114f, (0.299f * 0.2f) + (0.587f * 0.4f) + (0.114f * 0.6f)], ImageFile.Read(path, 2, 2, channels: 1), 1e-6f);
        AssertNear([1, 0, 0, 1], ImageFile.Read(path, 2, 2, channels: 4)[..4], 1e-6f);

        ImageFile.WritePng(path, [0, 2, float.NaN, 0.5f], 1, 4, 1, scale: 3);
        using SKBitmap large = SKBitmap.Decode(path);
        Assert.Equal((12, 3), (large.Width, large.Height));
        byte[] expected = [0, 0, 0, 255, 255, 255, 0, 0, 0, 128, 128, 128];
        for (int row = 0; row < 3; row++) Assert.Equal(expected, Enumerable.Range(0, 12).Select(column => large.GetPixel(column, row).Green));
    }

    [Fact]
    public void OpacityLiesOnBlackUnlessItIsAChannel()
    {
        string path = Path.Combine(_root, "half.png");
        ImageFile.WritePng(path, [1, 0.8f, 0, 0.2f], 1, 1, 4);
        AssertNear([0.2f, 0.16f, 0], ImageFile.Read(path, 1, 1), 0.003f);
        AssertNear([1, 0.8f, 0, 0.2f], ImageFile.Read(path, 1, 1, channels: 4), 0.003f);
    }

    [Fact]
    public void OtherRatiosAreStretchedOrCropped()
    {
        string path = Path.Combine(_root, "wide.png");
        ImageFile.WritePng(path, [0, 0.4f, 0.8f, 1], 1, 4, 1);

        // Stretched, all four, weighted by a triangle as wide as they are; cropped, the two in the middle.
        AssertNear([((0 * 5) + (0.4f * 7) + (0.8f * 7) + (1 * 5)) / 24], ImageFile.Read(path, 1, 1, channels: 1, ImageFit.Stretch), 0.003f);
        ImageFile.WritePng(path, [0, 0.4f, 0.8f, 1, 0, 0.4f, 0.8f, 1], 2, 4, 1);
        AssertNear([0.4f, 0.8f, 0.4f, 0.8f], ImageFile.Read(path, 2, 2, channels: 1, ImageFit.Crop), 0.003f);
    }

    [Fact]
    public void FoldersAreClasses()
    {
        MakeFolders();
        ImageFolder folder = ImageFolder.Open(_root, 2, 2, channels: 1);
        Assert.Equal(["cats", "dogs"], folder.Format.ClassNames);
        Assert.Equal([2, 2, 1], folder.Format.InputShape);
        Assert.Equal(["1.png", "2.png", "1.png"], folder.Paths.Select(Path.GetFileName));
        Assert.Equal([0, 0, 1], Enumerable.Range(0, folder.Count).Select(folder.LabelOf));
        Dataset data = folder.Load();
        Assert.Equal([0, 0, 1], data.Labels.ToArray());
        for (int index = 0; index < 3; index++)
        {
            float[] input = new float[4];
            int label = -1;
            float weight = 1;
            folder.Read(index, default, new SampleRow(input, [], ref label, ref weight));
            Assert.Equal(data.Input(index).ToArray(), input);
            Assert.Equal(data.Labels[index], label);
        }

        AssertNear([0.2f, 0.2f, 0.2f, 0.2f], data.Input(0).ToArray(), 1e-6f);
        AssertNear([1, 1, 1, 1], data.Input(2).ToArray(), 1e-6f);
    }

    [Fact]
    public void WhatIsNoPictureIsNamed()
    {
        MakeFolders();
        string broken = Path.Combine(_root, "dogs", "2.png");
        File.WriteAllText(broken, "not a picture");
        ImageFolder folder = ImageFolder.Open(_root, 2, 2);
        Assert.Contains($"'{broken}' is no picture", Assert.Throws<ImageException>(() => folder.Load()).Message, StringComparison.Ordinal);

        byte[] whole = File.ReadAllBytes(Path.Combine(_root, "dogs", "1.png"));
        File.WriteAllBytes(broken, whole[..^30]);
        Assert.Contains($"'{broken}' is no picture", Assert.Throws<ImageException>(() => ImageFile.Read(broken, 2, 2)).Message, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_root, "empty"));
        Assert.Contains("empty' has no pictures", Assert.Throws<ImageException>(() => ImageFolder.Open(_root, 2, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("has no subfolders", Assert.Throws<ImageException>(() => ImageFolder.Open(Path.Combine(_root, "empty"), 2, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(Path.Combine(_root, "gone"), 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => ImageFolder.Open(_root, 2, 2, channels: 2));
        Assert.Contains("has 3 values; there are 2", Assert.Throws<ArgumentException>(() => ImageFile.WritePng(broken, [1, 2], 1, 1, 3)).Message, StringComparison.Ordinal);
    }

    private static void AssertNear(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    private void MakeFolders()
    {
        foreach ((string name, float value) in new[] { ("cats/1.png", 0.2f), ("cats/2.png", 0.4f), ("dogs/1.png", 1f) })
        {
            string path = Path.Combine(_root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            float[] pixels = new float[6 * 6];
            pixels.AsSpan().Fill(value);
            ImageFile.WritePng(path, pixels, 6, 6, 1);
        }

        File.WriteAllText(Path.Combine(_root, "cats", "notes.txt"), "not a picture, and not meant as one");
    }
}
