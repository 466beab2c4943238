namespace NetGen.Data;

/// <summary>Arithmetic of images: height x width x channels, row-major.</summary>
internal static class Images
{
    /// <summary>
    /// Another size. Enlarged, each pixel lies between its four neighbours in proportion; made smaller, it is the mean of all that it covers, weighted by a triangle as wide: so
    /// no detail turns into patterns that were not there (torchvision's antialias).
    /// </summary>
    public static void Resize(ReadOnlySpan<float> source, int height, int width, int channels, Span<float> destination, int newHeight, int newWidth)
    {
        Tap[][] rows = Taps(height, newHeight);
        Tap[][] columns = Taps(width, newWidth);
        float[] between = new float[height * newWidth * channels];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                foreach (Tap tap in columns[x])
                {
                    for (int c = 0; c < channels; c++) between[(((y * newWidth) + x) * channels) + c] += tap.Weight * source[(((y * width) + tap.Index) * channels) + c];
                }
            }
        }

        destination.Clear();
        int row = newWidth * channels;
        for (int y = 0; y < newHeight; y++)
        {
            foreach (Tap tap in rows[y])
            {
                for (int i = 0; i < row; i++) destination[(y * row) + i] += tap.Weight * between[(tap.Index * row) + i];
            }
        }
    }

    /// <summary>Which places of one axis each place of the result is made of.</summary>
    private static Tap[][] Taps(int size, int newSize)
    {
        double step = (double)size / newSize;
        double reach = Math.Max(1, step);
        var taps = new Tap[newSize][];
        for (int place = 0; place < newSize; place++)
        {
            double centre = ((place + 0.5) * step) - 0.5;
            int first = Math.Max(0, (int)Math.Ceiling(centre - reach));
            int last = Math.Min(size - 1, (int)Math.Floor(centre + reach));
            List<Tap> found = [];
            for (int index = first; index <= last; index++)
            {
                double weight = 1 - (Math.Abs(index - centre) / reach);
                if (weight > 0) found.Add(new(index, (float)weight));
            }

            float sum = found.Sum(static tap => tap.Weight);
            taps[place] = [.. found.Select(tap => tap with { Weight = tap.Weight / sum })];
        }

        return taps;
    }

    private readonly record struct Tap(int Index, float Weight);
}
