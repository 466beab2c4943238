namespace NetGen.Generator.Signal;

/// <summary>
/// The positions of Vaswani et al., 2017: sin(w t) in channel 2 i of step t, w = 10000^(-2 i / d), and cos(w t) behind it. Sums over steps are in closed form,
/// as a sequence may be long and predictions are made while somebody types.
/// </summary>
internal static class Sinusoid
{
    private const double Longest = 10_000;

    /// <summary>The mean over channels of the products of two steps so far apart: of a sine and a cosine cos(w n) / 2 each, wherever they are.</summary>
    public static double MeanProduct(int channels, int apart)
        => Enumerable.Range(0, channels).Average(channel => Math.Cos(apart * Frequency(channel, channels)) / 2);

    /// <summary>The same over any two steps of a sequence: the mean square of a channel's mean.</summary>
    /// <param name="longest">The base of the frequencies.</param>
    public static double MeanProductOfAnyTwo(int steps, int channels, double longest = Longest)
        => Enumerable.Range(0, channels).Average(channel => Math.Pow(ChannelMean(channel, steps, channels, longest), 2));

    /// <summary>The mean of all values, and of their squares.</summary>
    public static (double Mean, double Square) Moments(int steps, int channels)
    {
        double mean = Enumerable.Range(0, channels).Average(channel => ChannelMean(channel, steps, channels));

        // sin^2 + cos^2 is 1 for each pair of channels; the sine that is left over has 1/2 - cos(2 w t) / 2.
        double lone = channels % 2 == 0 ? 0 : -MeanOf(2 * Frequency(channels - 1, channels), steps, isSine: false) / (2 * channels);
        return (mean, 0.5 + lone);
    }

    private static double Frequency(int channel, int channels, double longest = Longest) => Math.Pow(longest, -(channel / 2 * 2) / (double)channels);

    private static double ChannelMean(int channel, int steps, int channels, double longest = Longest) => MeanOf(Frequency(channel, channels, longest), steps, isSine: channel % 2 == 0);

    /// <summary>The mean of sin(w t) or cos(w t) over t from 0 to n - 1: sin(n w / 2) / sin(w / 2) times the middle one, over n.</summary>
    private static double MeanOf(double frequency, int steps, bool isSine)
    {
        double middle = (steps - 1) * frequency / 2;
        return Math.Sin(steps * frequency / 2) / Math.Sin(frequency / 2) * (isSine ? Math.Sin(middle) : Math.Cos(middle)) / steps;
    }
}
