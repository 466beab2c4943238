using System.Globalization;

using NetGen.Data;

using SkiaSharp;

namespace NetGen.Images;

/// <summary>Single pictures: PNG, JPEG, WebP, GIF, BMP and what else Skia decodes.</summary>
public static class ImageFile
{
    /// <summary>
    /// Pixels of the largest picture that is decoded, 134 million: a file of a hundred bytes may claim to be of any size, and each of these takes 20 bytes
    /// while it is read.
    /// </summary>
    public const int MostPixels = 1 << 27;

    /// <summary>Reads a picture as a network takes it: height x width x channels values from 0 to 1, channels last.</summary>
    /// <param name="path">The file.</param>
    /// <param name="height">The height that it is brought to.</param>
    /// <param name="width">The width that it is brought to.</param>
    /// <param name="channels">
    /// 3 for red, green and blue; 1 for grey, 0.299 red + 0.587 green + 0.114 blue; 4 for the colours and opacity. Without it, pictures lie on black.
    /// </param>
    /// <param name="fit">What is done where the sides have another ratio.</param>
    /// <exception cref="ImageException">The file is no picture that can be decoded, or has more than <see cref="MostPixels"/> pixels.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static float[] Read(string path, int height, int width, int channels = 3, ImageFit fit = ImageFit.Stretch)
    {
        Require(height, width, channels);
        float[] pixels = new float[height * width * channels];
        Read(path, height, width, channels, fit, pixels);
        return pixels;
    }

    /// <summary>Writes values from 0 to 1 as a PNG; what is outside of that is cut.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="pixels">height x width x channels values.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="scale">How many times larger each pixel is drawn, for small pictures.</param>
    /// <exception cref="ArgumentException">There are not as many values.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WritePng(string path, ReadOnlySpan<float> pixels, int height, int width, int channels, int scale = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllBytes(path, ToPng(pixels, height, width, channels, scale));
    }

    /// <summary>The bytes of a PNG of values from 0 to 1; what is outside of that is cut.</summary>
    /// <param name="pixels">height x width x channels values.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="scale">How many times larger each pixel is drawn, for small pictures.</param>
    /// <exception cref="ArgumentException">There are not as many values.</exception>
    public static byte[] ToPng(ReadOnlySpan<float> pixels, int height, int width, int channels, int scale = 1)
    {
        Require(height, width, channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        if (pixels.Length != (long)height * width * channels)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A picture of {height}x{width}x{channels} has {(long)height * width * channels} values; there are {pixels.Length}."), nameof(pixels));
        using var bitmap = new SKBitmap(new SKImageInfo(width * scale, height * scale, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Span<byte> bytes = bitmap.GetPixelSpan();
        for (int row = 0; row < height * scale; row++)
        {
            for (int column = 0; column < width * scale; column++)
            {
                ReadOnlySpan<float> pixel = pixels.Slice((((row / scale) * width) + (column / scale)) * channels, channels);
                Span<byte> target = bytes.Slice((row * bitmap.RowBytes) + (column * 4), 4);
                for (int i = 0; i < 3; i++) target[i] = Byte(pixel[channels == 1 ? 0 : i]);
                target[3] = channels == 4 ? Byte(pixel[3]) : byte.MaxValue;
            }
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    internal static void Read(string path, int height, int width, int channels, ImageFit fit, Span<float> destination)
    {
        (float[] pixels, int fullHeight, int fullWidth) = Decode(path, channels);
        if (fit == ImageFit.Crop) (pixels, fullHeight, fullWidth) = Crop(pixels, fullHeight, fullWidth, channels, (double)height / width);
        var random = default(SampleRandom);
        new Resize(height, width).Apply(pixels, [fullHeight, fullWidth, channels], destination, ref random);
    }

    internal static void Require(int height, int width, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not (1 or 3 or 4)) throw new ArgumentOutOfRangeException(nameof(channels), channels, "Expected 1 (grey), 3 (red, green, blue) or 4 (with opacity).");
    }

    private static (float[] Pixels, int Height, int Width) Decode(string path, int channels)
    {
        using SKData data = SKData.CreateCopy(File.ReadAllBytes(path));
        using SKCodec codec = SKCodec.Create(data) ?? throw Unreadable(path, "it is empty, or of no known format");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostPixels)
            throw Unreadable(path, string.Create(CultureInfo.InvariantCulture, $"it says that it has {width} x {height} pixels, more than {MostPixels}"));
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result != SKCodecResult.Success) throw Unreadable(path, result == SKCodecResult.IncompleteInput ? "it ends too early" : string.Create(CultureInfo.InvariantCulture, $"{result}"));
        return Turned(bitmap, codec.EncodedOrigin, channels);
    }

    private static ImageException Unreadable(string path, string reason) => new($"'{path}' is no picture that can be decoded: {reason}.");

    /// <summary>As it is meant to be looked at: cameras write pictures as they lie, and beside them how they were held.</summary>
    private static (float[] Pixels, int Height, int Width) Turned(SKBitmap bitmap, SKEncodedOrigin origin, int channels)
    {
        bool isSideways = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        (int height, int width) = isSideways ? (bitmap.Width, bitmap.Height) : (bitmap.Height, bitmap.Width);
        float[] pixels = new float[height * width * channels];
        ReadOnlySpan<byte> bytes = bitmap.GetPixelSpan();
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                (int y, int x) = origin switch
                {
                    SKEncodedOrigin.TopRight => (row, width - 1 - column),
                    SKEncodedOrigin.BottomRight => (height - 1 - row, width - 1 - column),
                    SKEncodedOrigin.BottomLeft => (height - 1 - row, column),
                    SKEncodedOrigin.LeftTop => (column, row),
                    SKEncodedOrigin.RightTop => (width - 1 - column, row),
                    SKEncodedOrigin.RightBottom => (width - 1 - column, height - 1 - row),
                    SKEncodedOrigin.LeftBottom => (column, height - 1 - row),
                    _ => (row, column),
                };
                Convert(bytes.Slice((y * bitmap.RowBytes) + (x * 4), 4), pixels.AsSpan(((row * width) + column) * channels, channels));
            }
        }

        return (pixels, height, width);
    }

    private static void Convert(ReadOnlySpan<byte> rgba, Span<float> pixel)
    {
        float opacity = pixel.Length == 4 ? 1 : rgba[3] / 255f;
        if (pixel.Length == 1)
        {
            pixel[0] = opacity * ((0.299f * rgba[0]) + (0.587f * rgba[1]) + (0.114f * rgba[2])) / 255f;
            return;
        }

        for (int i = 0; i < 3; i++) pixel[i] = opacity * rgba[i] / 255f;
        if (pixel.Length == 4) pixel[3] = rgba[3] / 255f;
    }

    private static (float[] Pixels, int Height, int Width) Crop(float[] pixels, int height, int width, int channels, double ratio)
    {
        int newHeight = Math.Clamp((int)Math.Round(width * ratio), 1, height);
        int newWidth = Math.Clamp((int)Math.Round(height / ratio), 1, width);
        float[] cropped = new float[newHeight * newWidth * channels];
        var random = default(SampleRandom);
        new CenterCrop(newHeight, newWidth).Apply(pixels, [height, width, channels], cropped, ref random);
        return (cropped, newHeight, newWidth);
    }

    private static byte Byte(float value) => (byte)Math.Round(255 * Math.Clamp(float.IsNaN(value) ? 0 : value, 0, 1));
}
