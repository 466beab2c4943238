using System.Globalization;

namespace NetGen.Images;

/// <summary>
/// Small pictures side by side, with a black line between: the filters of a convolution, or what its channels show. Made by <see cref="ImageGrids"/>.
/// </summary>
public sealed class ImageGrid
{
    private const int Line = 1;

    private ImageGrid(float[] pixels, int height, int width, int channels)
    {
        Pixels = pixels;
        Height = height;
        Width = width;
        Channels = channels;
    }

    /// <summary>Height x width x channels values from 0 to 1.</summary>
    public IReadOnlyList<float> Pixels { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>1 for grey, 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>The bytes of a PNG.</summary>
    /// <param name="scale">How many times larger each pixel is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is below 1.</exception>
    public byte[] ToPng(int scale = 8) => ImageFile.ToPng(Pixels.ToArray(), Height, Width, Channels, scale);

    /// <summary>Writes it as a PNG.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="scale">How many times larger each pixel is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is below 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WritePng(string path, int scale = 8) => ImageFile.WritePng(path, Pixels.ToArray(), Height, Width, Channels, scale);

    /// <summary>Puts pictures of one size side by side.</summary>
    /// <param name="pictures">Height x width x channels values each.</param>
    /// <param name="height">Of each.</param>
    /// <param name="width">Of each.</param>
    /// <param name="channels">Of each.</param>
    /// <param name="columns">Pictures in a row.</param>
    internal static ImageGrid Of(IReadOnlyList<float[]> pictures, int height, int width, int channels, int columns)
    {
        int rows = (pictures.Count + columns - 1) / columns;
        int fullHeight = (rows * (height + Line)) + Line;
        int fullWidth = (columns * (width + Line)) + Line;
        float[] pixels = new float[fullHeight * fullWidth * channels];
        for (int picture = 0; picture < pictures.Count; picture++)
        {
            int top = (picture / columns * (height + Line)) + Line;
            int left = (picture % columns * (width + Line)) + Line;
            for (int row = 0; row < height; row++)
                pictures[picture].AsSpan(row * width * channels, width * channels).CopyTo(pixels.AsSpan((((top + row) * fullWidth) + left) * channels));
        }

        return new ImageGrid(pixels, fullHeight, fullWidth, channels);
    }

    /// <summary>As in '34 x 34 pixels'.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width} x {Height} pixels");
}

/// <summary>What is black, and what is white.</summary>
public enum ImageScale
{
    /// <summary>0 is grey; black and white are as far from it as the largest value of either sign.</summary>
    AboutZero,

    /// <summary>The smallest value is black, the largest white.</summary>
    Range,
}
