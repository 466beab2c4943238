namespace NetGen.Generator.Signal;

/// <summary>The positions of Vaswani et al., 2017: sin(t / 10000^(2 i / d)) in channel 2 i, the cosine behind it.</summary>
internal static class Sinusoid
{
    private const double Longest = 10_000;

    /// <summary>The mean over channels of the products of two steps so far apart, over all steps: cos(w n) / 2, as sine and cosine take turns.</summary>
    public static double MeanProduct(int channels, int apart)
    {
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) sum += Math.Cos(apart / Math.Pow(Longest, channel / 2 * 2 / (double)channels)) / 2;
        return sum / channels;
    }

    /// <summary>The mean of all values, and of their squares.</summary>
    public static (double Mean, double Square) Moments(int steps, int channels)
    {
        (double sum, double squares) = (0, 0);
        for (int step = 0; step < steps; step++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                double angle = step / Math.Pow(Longest, channel / 2 * 2 / (double)channels);
                double value = channel % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
                sum += value;
                squares += value * value;
            }
        }

        double count = (double)steps * channels;
        return (sum / count, squares / count);
    }
}
