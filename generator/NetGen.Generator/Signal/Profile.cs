using NetGen.Generator.Layers;

namespace NetGen.Generator.Signal;

/// <summary>
/// How the second moment varies along an axis of an image: relative to its mean, so that the mean of a profile is 1. Empty stands for
/// 'all alike'. Padding makes borders weaker, and more so with every layer; this follows it exactly through convolutions.
/// </summary>
internal static class Profile
{
    /// <summary>The profile behind a convolution, and what share of its taps' weight lies inside the image.</summary>
    /// <param name="input">In front of it.</param>
    public static (EquatableArray<double> Output, double Share) Forward(EquatableArray<double> input, WindowGeometry axis)
    {
        double[] output = new double[axis.Output];
        for (int window = 0; window < axis.Output; window++)
        {
            double sum = 0;
            for (int tap = 0; tap < axis.Kernel; tap++)
            {
                int pixel = (window * axis.Stride) - axis.PaddingBefore + (tap * axis.Dilation);
                if (pixel >= 0 && pixel < axis.Input) sum += At(input, pixel);
            }

            output[window] = sum / axis.Kernel;
        }

        return Normalize(output);
    }

    /// <summary>The profile of the gradient in front of a convolution, and how many windows reach a pixel in the mean, by weight.</summary>
    public static (EquatableArray<double> Input, double Windows) Backward(EquatableArray<double> output, WindowGeometry axis)
    {
        double[] input = new double[axis.Input];
        for (int window = 0; window < axis.Output; window++)
        {
            for (int tap = 0; tap < axis.Kernel; tap++)
            {
                int pixel = (window * axis.Stride) - axis.PaddingBefore + (tap * axis.Dilation);
                if (pixel >= 0 && pixel < axis.Input) input[pixel] += At(output, window);
            }
        }

        return Normalize(input);
    }

    /// <summary>The mean profile of the pixels in each window, and the mean number of pixels in a window.</summary>
    public static (EquatableArray<double> Output, double Pixels) Pool(EquatableArray<double> input, WindowGeometry axis)
    {
        double[] output = new double[axis.Output];
        double pixels = 0;
        for (int window = 0; window < axis.Output; window++)
        {
            int first = Math.Max(0, (window * axis.Stride) - axis.PaddingBefore);
            int end = Math.Min(axis.Input, (window * axis.Stride) - axis.PaddingBefore + axis.Kernel);
            for (int pixel = first; pixel < end; pixel++) output[window] += At(input, pixel) / (end - first);
            pixels += (end - first) / (double)axis.Output;
        }

        return (Normalize(output).Profile, pixels);
    }

    /// <summary>A weighted mean of two profiles.</summary>
    /// <param name="share">The first one's weight.</param>
    public static EquatableArray<double> Mix(EquatableArray<double> first, EquatableArray<double> second, double share)
    {
        if (first == second || share >= 1) return first;
        if (share <= 0) return second;
        int length = Math.Max(first.Count, second.Count);
        if ((first.Count != length && first.Count > 0) || (second.Count != length && second.Count > 0)) return default;
        return Enumerable.Range(0, length).Select(index => (share * At(first, index)) + ((1 - share) * At(second, index))).ToEquatableArray();
    }

    /// <summary>The profile behind an activation.</summary>
    /// <param name="exponent">Relative change of the new second moment for a relative change of the old.</param>
    public static EquatableArray<double> Power(EquatableArray<double> profile, double exponent)
        => profile.Count == 0 || exponent == 1 ? profile : Normalize([.. profile.Select(value => Math.Pow(value, exponent))]).Profile;

    private static double At(EquatableArray<double> profile, int index) => profile.Count == 0 ? 1 : profile[index];

    private static (EquatableArray<double> Profile, double Mean) Normalize(double[] values)
    {
        double mean = values.Average();
        if (mean <= 0) return (default, 0);
        bool isFlat = true;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= mean;
            isFlat &= Math.Abs(values[i] - 1) < 1e-12;
        }

        return (isFlat ? default : values.ToEquatableArray(), mean);
    }
}
