using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>
/// Handwritten-looking digits, drawn by this class: something to learn on where no data can be fetched. 28 x 28 pixels with values in
/// [0, 1], ink light on dark as in MNIST. The same seed gives the same bits on every machine and with any number of threads.
/// </summary>
public static class DrawnDigits
{
    /// <summary>Rows and columns of an image.</summary>
    public const int ImageSize = 28;

    /// <summary>Number of classes.</summary>
    public const int Classes = 10;

    private const int Pixels = ImageSize * ImageSize;

    /// <summary>Draws <paramref name="count"/> images. Sets of different seeds are independent: one to train with, one to test with.</summary>
    /// <param name="count">Number of images.</param>
    /// <param name="seed">Which set.</param>
    public static Dataset Create(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        float[] inputs = new float[checked(count * Pixels)];
        int[] labels = new int[count];
        Parallel.For(0, count, index => labels[index] = Draw(seed, index, inputs.AsSpan(index * Pixels, Pixels)));
        return new Dataset(inputs, SampleFormat.OfLabels(Pixels, Classes) with { InputShape = [ImageSize, ImageSize, 1] }, labels);
    }

    /// <summary>Draws one image of a set and returns its label.</summary>
    /// <param name="seed">Which set.</param>
    /// <param name="index">Which image of the set.</param>
    /// <param name="image">Room for 28 x 28 values.</param>
    /// <exception cref="ArgumentException">The room is of another size.</exception>
    public static int Draw(ulong seed, int index, Span<float> image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (image.Length != Pixels) throw new ArgumentException("An image has 28 x 28 values.", nameof(image));
        image.Clear();
        var random = new DigitRandom(seed, index);
        int label = random.Next(Classes);
        DrawDigit(label, ref random, image);
        if (random.OneIn(4)) DrawClutter(ref random, image);
        if (!random.OneIn(3)) AddNoise(ref random, image);
        return label;
    }

    private static void DrawDigit(int label, ref DigitRandom random, Span<float> image)
    {
        ImmutableArray<ImmutableArray<DigitStroke>> shapes = DigitShapes.All[label];
        ImmutableArray<DigitStroke> shape = shapes[random.Next(shapes.Length)];
        var hand = new DigitHand(ref random, stackalloc float[DigitHand.WarpSize], (ImageSize - 1) / 2f);
        var pen = new DigitPen(image, ImageSize)
        {
            Radius = random.Uniform(0.7f, 1.9f),
            Softness = random.Uniform(1, 1.8f),
            Ink = random.Uniform(0.7f, 1),
            Swell = random.Uniform(-0.5f, 0.5f),
        };
        foreach (DigitStroke stroke in shape) pen.Draw(stroke, hand);
    }

    /// <summary>Short strokes near the border: what is left of a neighbour, a line of the form, a slip of the pen.</summary>
    private static void DrawClutter(ref DigitRandom random, Span<float> image)
    {
        const float Middle = (ImageSize - 1) / 2f;
        for (int count = 1 + random.Next(2); count > 0; count--)
        {
            var pen = new DigitPen(image, ImageSize) { Softness = random.Uniform(1, 1.8f), Ink = random.Uniform(0.3f, 0.9f) };
            float far = random.Uniform(11, 14);
            float along = random.Uniform(-13, 13);
            float side = random.OneIn(2) ? far : -far;
            (float x, float y) = random.OneIn(2) ? (side, along) : (along, side);
            pen.Line(Middle + x, Middle + y, Middle + x + random.Uniform(-3, 3), Middle + y + random.Uniform(-3, 3), random.Uniform(0.4f, 1.2f));
        }
    }

    private static void AddNoise(ref DigitRandom random, Span<float> image)
    {
        float amplitude = random.Uniform(0, 0.25f);
        float scale = amplitude / ushort.MaxValue;
        for (int pixel = 0; pixel < image.Length; pixel += 2)
        {
            uint bits = random.NextBits();
            image[pixel] = Math.Clamp(image[pixel] + (scale * (bits & 0xFFFF)) - (amplitude / 2), 0, 1);
            image[pixel + 1] = Math.Clamp(image[pixel + 1] + (scale * (bits >> 16)) - (amplitude / 2), 0, 1);
        }
    }
}
