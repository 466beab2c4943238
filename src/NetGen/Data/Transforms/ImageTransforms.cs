namespace NetGen.Data;

/// <summary>Mirrors an image in half of all cases: left and right unless said otherwise. Not for what is told by its side, as digits and letters are.</summary>
public sealed class RandomFlip : ImageTransform
{
    /// <summary>Whether left and right may change places.</summary>
    public bool Horizontal { get; init; } = true;

    /// <summary>Whether top and bottom may change places.</summary>
    public bool Vertical { get; init; }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        (int height, int width, int channels) = (shape[0], shape[1], shape[2]);
        bool isMirrored = random.Chance(0.5) && Horizontal;
        bool isTurned = random.Chance(0.5) && Vertical;
        for (int row = 0; row < height; row++)
        {
            int from = isTurned ? height - 1 - row : row;
            for (int column = 0; column < width; column++)
            {
                int at = isMirrored ? width - 1 - column : column;
                source.Slice(((from * width) + at) * channels, channels).CopyTo(destination[(((row * width) + column) * channels)..]);
            }
        }
    }
}

/// <summary>Moves an image by up to some pixels in both directions; torchvision's RandomCrop with as much padding.</summary>
/// <param name="pixels">The most pixels, in each direction.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> is negative.</exception>
public sealed class RandomShift(int pixels) : ImageTransform
{
    private readonly int _pixels = OptionGuard.AtLeast(pixels, 0, nameof(pixels));

    /// <summary>The value of pixels that come in from outside.</summary>
    public float Fill { get; init; }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int down = random.Next((2 * _pixels) + 1) - _pixels;
        int right = random.Next((2 * _pixels) + 1) - _pixels;
        Window(source, shape, destination, shape[0], shape[1], -down, -right, Fill);
    }
}

/// <summary>A part of an image, anywhere in it.</summary>
/// <param name="height">Rows of the part.</param>
/// <param name="width">Columns of the part.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class RandomCrop(int height, int width) : ImageTransform
{
    private readonly int _height = RequireSize(height, nameof(height));
    private readonly int _width = RequireSize(width, nameof(width));

    /// <inheritdoc/>
    public override IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape) => Cropping.OutputShape(base.OutputShape(shape), _height, _width);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Window(source, shape, destination, _height, _width, random.Next(shape[0] - _height + 1), random.Next(shape[1] - _width + 1), 0);
    }
}

/// <summary>The middle of an image: of an odd number of pixels too many, one more is left out at the end.</summary>
/// <param name="height">Rows of the part.</param>
/// <param name="width">Columns of the part.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class CenterCrop(int height, int width) : ImageTransform
{
    private readonly int _height = RequireSize(height, nameof(height));
    private readonly int _width = RequireSize(width, nameof(width));

    /// <inheritdoc/>
    public override IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape) => Cropping.OutputShape(base.OutputShape(shape), _height, _width);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Window(source, shape, destination, _height, _width, (shape[0] - _height) / 2, (shape[1] - _width) / 2, 0);
    }
}

/// <summary>An image in another size, each pixel between its neighbours in proportion (bilinear, PyTorch's align_corners = false).</summary>
/// <param name="height">The new height.</param>
/// <param name="width">The new width.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class Resize(int height, int width) : ImageTransform
{
    private readonly int _height = RequireSize(height, nameof(height));
    private readonly int _width = RequireSize(width, nameof(width));

    /// <inheritdoc/>
    public override IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape) => [_height, _width, base.OutputShape(shape)[2]];

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Images.Resize(source, shape[0], shape[1], shape[2], destination, _height, _width);
    }
}

/// <summary>Turns an image about its middle by up to some degrees in both directions.</summary>
/// <param name="degrees">The most degrees.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="degrees"/> is negative or not finite.</exception>
public sealed class RandomRotation(double degrees) : ImageTransform
{
    private readonly double _degrees = OptionGuard.NonNegativeFloat(degrees, nameof(degrees));

    /// <summary>The value of pixels that come in from outside.</summary>
    public float Fill { get; init; }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        (double sin, double cos) = Math.SinCos(random.Uniform(-_degrees, _degrees) * Math.PI / 180);
        double x = (shape[1] - 1) / 2.0;
        double y = (shape[0] - 1) / 2.0;
        Sample(source, shape, destination, shape[0], shape[1], new(cos, sin, x - (cos * x) - (sin * y), -sin, cos, y + (sin * x) - (cos * y)), Fill);
    }
}

/// <summary>Draws an image larger or smaller about its middle, by a factor between 1 - <paramref name="range"/> and 1 + <paramref name="range"/>.</summary>
/// <param name="range">From 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is not from 0 to below 1.</exception>
public sealed class RandomZoom(double range) : ImageTransform
{
    private readonly double _range = OptionGuard.Fraction(range, nameof(range));

    /// <summary>The value of pixels that come in from outside.</summary>
    public float Fill { get; init; }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        double step = 1 / random.Uniform(1 - _range, 1 + _range);
        Sample(source, shape, destination, shape[0], shape[1], new(step, 0, (1 - step) * (shape[1] - 1) / 2.0, 0, step, (1 - step) * (shape[0] - 1) / 2.0), Fill);
    }
}

/// <summary>
/// Blanks a rectangle of an image in some of all cases (Zhong et al. 2020, "Random erasing data augmentation"): of 2 to 33 % of its area, and from 0.3 to 3.3 times as high as wide.
/// </summary>
/// <param name="probability">In what share of cases, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not from 0 to 1.</exception>
public sealed class RandomErasing(double probability = 0.5) : ImageTransform
{
    private const int MostTries = 10;
    private readonly double _probability = OptionGuard.Probability(probability, nameof(probability));

    /// <summary>The value of blanked pixels.</summary>
    public float Fill { get; init; }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        source.CopyTo(destination);
        if (!random.Chance(_probability)) return;
        (int height, int width, int channels) = (shape[0], shape[1], shape[2]);
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            double area = random.Uniform(0.02, 0.33) * height * width;
            double aspect = Math.Exp(random.Uniform(Math.Log(0.3), Math.Log(1 / 0.3)));
            int rows = (int)Math.Round(Math.Sqrt(area * aspect));
            int columns = (int)Math.Round(Math.Sqrt(area / aspect));
            if (rows >= height || columns >= width) continue;
            int top = random.Next(height - rows + 1);
            int left = random.Next(width - columns + 1);
            for (int row = top; row < top + rows; row++) destination.Slice(((row * width) + left) * channels, columns * channels).Fill(Fill);
            return;
        }
    }
}

/// <summary>What crops have in common.</summary>
internal static class Cropping
{
    /// <summary>The shape of a part, which has to fit into the image.</summary>
    public static IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape, int height, int width) => height <= shape[0] && width <= shape[1]
        ? [height, width, shape[2]]
        : throw new ArgumentException($"A part of {Words.Shape([height, width])} does not fit into images of {Words.Shape(shape)}.", nameof(shape));
}
