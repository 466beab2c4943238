namespace NetGen.SignalAccuracy;

/// <summary>
/// Discs that lie on top of each other, each of one brightness, small ones more often than large ones in proportion to the cube of their radius: the usual
/// model of photographs, with their edges, plain areas and likeness at every scale (Lee, Mumford and Huang, Occlusion models for natural images, 2001).
/// </summary>
internal sealed record DiscInputs : InputSource
{
    private const double SmallestRadius = 1;

    public override string Description => "overlapping discs of all sizes";

    public override float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed)
    {
        (int height, int width, int channels) = (info.InputShape[0], info.InputShape[1], info.InputShape[2]);
        RandomValues random = new(seed);
        float[] inputs = new float[batch * info.InputSize];
        for (int plane = 0; plane < batch * channels; plane++)
        {
            double[] image = Draw(height, width, random);
            int first = (plane / channels * info.InputSize) + (plane % channels);
            for (int i = 0; i < image.Length; i++) inputs[first + (i * channels)] = (float)(mean + (std * image[i]));
        }

        return inputs;
    }

    /// <summary>From the top disc down, until no pixel is left. Brightness is normal, so every pixel's is.</summary>
    private static double[] Draw(int height, int width, RandomValues random)
    {
        double[] image = new double[height * width];
        Array.Fill(image, double.NaN);
        double largest = Math.Max(height, width);
        double ratio = SmallestRadius / largest;
        for (int left = image.Length; left > 0;)
        {
            double radius = SmallestRadius / Math.Sqrt(1 - (random.NextUniform() * (1 - (ratio * ratio))));
            double middleY = (random.NextUniform() * (height + (2 * largest))) - largest;
            double middleX = (random.NextUniform() * (width + (2 * largest))) - largest;
            double brightness = random.NextNormal();
            for (int y = Math.Max(0, (int)Math.Ceiling(middleY - radius)); y < height && y <= middleY + radius; y++)
            {
                for (int x = Math.Max(0, (int)Math.Ceiling(middleX - radius)); x < width && x <= middleX + radius; x++)
                {
                    bool isInside = ((y - middleY) * (y - middleY)) + ((x - middleX) * (x - middleX)) <= radius * radius;
                    if (!isInside || !double.IsNaN(image[(y * width) + x])) continue;
                    image[(y * width) + x] = brightness;
                    left--;
                }
            }
        }

        return image;
    }
}
