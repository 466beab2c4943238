using System.Globalization;

namespace NetGen.Data;

/// <summary>A change of images: of samples of height, width and channels.</summary>
public abstract class ImageTransform : SampleTransform
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Count == 3
            ? shape
            : throw new ArgumentException($"{GetType().Name} changes images of height, width and channels; the samples are {Words.Shape(shape)}. Say what shape they have: SampleFormat.InputShape.", nameof(shape));
    }

    /// <summary>Refuses sizes below 1.</summary>
    private protected static int RequireSize(int size, string argument)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, argument);
        return size;
    }

    /// <summary>Copies a part of an image, and fills what of the result lies outside.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="destination">The result.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    /// <param name="top">The image's row that becomes the result's first.</param>
    /// <param name="left">The image's column that becomes the result's first.</param>
    /// <param name="fill">The value of pixels outside.</param>
    private protected static void Window(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, int height, int width, int top, int left, float fill)
    {
        (int sourceHeight, int sourceWidth, int channels) = (shape[0], shape[1], shape[2]);
        destination.Fill(fill);
        int firstColumn = Math.Max(0, -left);
        int endColumn = Math.Min(width, sourceWidth - left);
        if (endColumn <= firstColumn) return;
        for (int row = Math.Max(0, -top); row < Math.Min(height, sourceHeight - top); row++)
        {
            source.Slice((((row + top) * sourceWidth) + firstColumn + left) * channels, (endColumn - firstColumn) * channels)
                .CopyTo(destination[(((row * width) + firstColumn) * channels)..]);
        }
    }

    /// <summary>
    /// Takes each pixel of the result from the place (a x + b y + c, d x + e y + f) of the image, between its neighbours in proportion; coordinates are those of pixels' centres.
    /// </summary>
    private protected static void Sample(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, int height, int width, AffineMap map, float fill)
    {
        int channels = shape[2];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Span<float> pixel = destination.Slice(((y * width) + x) * channels, channels);
                Between(source, shape, (map.A * x) + (map.B * y) + map.C, (map.D * x) + (map.E * y) + map.F, pixel, fill);
            }
        }
    }

    private static void Between(ReadOnlySpan<float> source, IReadOnlyList<int> shape, double x, double y, Span<float> pixel, float fill)
    {
        (int height, int width, int channels) = (shape[0], shape[1], shape[2]);
        int left = (int)Math.Floor(x);
        int top = (int)Math.Floor(y);
        float right = (float)(x - left);
        float below = (float)(y - top);
        for (int channel = 0; channel < channels; channel++)
        {
            float At(int row, int column, ReadOnlySpan<float> values) =>
                (uint)row < (uint)height && (uint)column < (uint)width ? values[(((row * width) + column) * channels) + channel] : fill;
            float upper = ((1 - right) * At(top, left, source)) + (right * At(top, left + 1, source));
            float lower = ((1 - right) * At(top + 1, left, source)) + (right * At(top + 1, left + 1, source));
            pixel[channel] = ((1 - below) * upper) + (below * lower);
        }
    }

    /// <summary>From a place in the result to one in the image.</summary>
    private protected readonly record struct AffineMap(double A, double B, double C, double D, double E, double F);

    /// <summary>"28x28".</summary>
    private protected static string Size(int height, int width) => string.Create(CultureInfo.InvariantCulture, $"{height}x{width}");
}
