using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>
/// How the second moment varies along an axis of an image: relative to its mean, so that the mean of a profile is 1. Empty stands for
/// 'all alike'. Padding makes borders weaker, and more so with every layer; this follows it exactly through convolutions.
/// </summary>
internal static class Profile
{
    /// <summary>Numbers: two megabytes.</summary>
    private const int Capacity = 250_000;

    /// <summary>
    /// What borders do to a convolution depends on its windows and on the borders in front, hardly ever on how many channels it has: from key to key most of
    /// it is the same.
    /// </summary>
    private static readonly Memo<(EquatableArray<double> Input, WindowGeometry Axis), AxisShares> Shares
        = new(Capacity, static (key, shares) => key.Input.Count + shares.Profile.Count + shares.ByLag.Length);

    private static readonly Memo<(EquatableArray<double> Profile, int Extent), EquatableArray<double>> Products
        = new(Capacity, static (key, products) => key.Profile.Count + products.Count);

    /// <summary>The profile of second moments along an axis, and their mean.</summary>
    public static (EquatableArray<double> Profile, double Mean) Of(IEnumerable<double> moments) => Normalize([.. moments]);

    /// <summary>What a convolution sees along an axis.</summary>
    /// <param name="input">In front of it.</param>
    public static AxisShares Forward(EquatableArray<double> input, WindowGeometry axis)
        => Shares.Get((input, axis), static key => Through(key.Input, key.Axis));

    private static AxisShares Through(EquatableArray<double> input, WindowGeometry axis)
    {
        double[] own = new double[axis.Output];
        double anyTwo = 0;
        for (int tap = 0; tap < axis.Kernel; tap++)
        {
            double sum = 0;
            for (int window = 0; window < axis.Output; window++)
            {
                double root = Root(input, Pixel(axis, window, tap), axis.Input);
                own[window] += root * root / axis.Kernel;
                sum += root;
            }

            anyTwo += sum * sum / ((double)axis.Kernel * axis.Output * axis.Output);
        }

        (EquatableArray<double> profile, double mean) = Normalize(own);

        // Relative to the mean product of two of the input's roots, by which two of its positions were described.
        return new AxisShares(profile, mean, SharesByLag(input, axis), anyTwo / MeanPairs(input), axis.Output);
    }

    /// <summary>
    /// For each distance of two positions, the mean product of their sizes: by so much of the mean second moment two of them have less in common
    /// than their correlation says.
    /// </summary>
    public static EquatableArray<double> ProductsByLag(EquatableArray<double> profile, int extent)
        => Products.Get(
            (profile, extent), static key => LagAxis.Of(key.Extent).Lags.Select(lag => MeanProduct(key.Profile, key.Extent, lag)).ToEquatableArray());

    /// <summary>The mean product of the sizes of two positions so far apart.</summary>
    public static double MeanProduct(EquatableArray<double> profile, int extent, int lag)
        => Enumerable.Range(0, extent - lag).Average(pixel => Root(profile, pixel, extent) * Root(profile, pixel + lag, extent));

    /// <summary>For each distance of two windows, how much of the taps' weight lies inside for both.</summary>
    private static double[] SharesByLag(EquatableArray<double> input, WindowGeometry axis)
    {
        EquatableArray<double> products = ProductsByLag(input, axis.Input);
        LagAxis inputs = LagAxis.Of(axis.Input);
        return [.. LagAxis.Of(axis.Output).Lags.Select(Share)];

        double Share(int lag)
        {
            double sum = 0;
            for (int window = 0; window + lag < axis.Output; window++)
            {
                for (int tap = 0; tap < axis.Kernel; tap++)
                {
                    sum += Root(input, Pixel(axis, window, tap), axis.Input) * Root(input, Pixel(axis, window + lag, tap), axis.Input);
                }
            }

            (int below, int above, double share) = inputs.Place(lag * axis.Stride);
            double product = (products[below] * (1 - share)) + (products[above] * share);
            return product > 0 ? sum / (axis.Kernel * (double)(axis.Output - lag)) / product : 0;
        }
    }

    /// <summary>The profile of the gradient in front of a convolution, how many windows reach a pixel by weight, and two pixels through one tap.</summary>
    public static (EquatableArray<double> Input, double Windows, double AnyTwo) Backward(EquatableArray<double> output, WindowGeometry axis)
    {
        double[] input = new double[axis.Input];
        double anyTwo = 0;
        for (int tap = 0; tap < axis.Kernel; tap++)
        {
            double sum = 0;
            for (int window = 0; window < axis.Output; window++)
            {
                int pixel = Pixel(axis, window, tap);
                if (pixel < 0 || pixel >= axis.Input) continue;
                input[pixel] += At(output, window);
                sum += Math.Sqrt(At(output, window));
            }

            anyTwo += sum * sum / ((double)axis.Input * axis.Input);
        }

        (EquatableArray<double> profile, double windows) = Normalize(input);
        return (profile, windows, anyTwo / MeanPairs(output));
    }

    /// <summary>The mean profile of the pixels in each window, the mean number of pixels in a window, and the mean second moment of those in windows.</summary>
    public static (EquatableArray<double> Output, double Pixels, double Scale) Pool(EquatableArray<double> input, WindowGeometry axis)
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

        (EquatableArray<double> profile, double scale) = Normalize(output);
        return (profile, pixels, scale);
    }

    /// <summary>The profile of a gradient that each window hands on to its pixels, to each with the same chance.</summary>
    public static EquatableArray<double> PoolBack(EquatableArray<double> output, WindowGeometry axis)
    {
        double[] input = new double[axis.Input];
        for (int window = 0; window < axis.Output; window++)
        {
            int first = Math.Max(0, (window * axis.Stride) - axis.PaddingBefore);
            int end = Math.Min(axis.Input, (window * axis.Stride) - axis.PaddingBefore + axis.Kernel);
            for (int pixel = first; pixel < end; pixel++) input[pixel] += At(output, window) / (end - first);
        }

        return Normalize(input).Profile;
    }

    /// <summary>The profile inside a border of zeros, and the share of places inside.</summary>
    /// <param name="extent">Places that the profile has.</param>
    /// <param name="before">Zeros in front.</param>
    /// <param name="padded">Places with the zeros.</param>
    public static (EquatableArray<double> Profile, double Mean) Padded(EquatableArray<double> profile, int extent, int before, int padded)
        => Normalize([.. Enumerable.Range(-before, padded).Select(place => place < 0 || place >= extent ? 0 : At(profile, place))]);

    /// <summary>A part of the profile, and the mean second moment there.</summary>
    public static (EquatableArray<double> Profile, double Mean) Cut(EquatableArray<double> profile, int before, int extent)
        => Normalize([.. Enumerable.Range(before, extent).Select(place => At(profile, place))]);

    /// <summary>The profile with each place several times.</summary>
    public static EquatableArray<double> Repeated(EquatableArray<double> profile, int times)
        => profile.SelectMany(moment => Enumerable.Repeat(moment, times)).ToEquatableArray();

    /// <summary>The means of so many neighbours each.</summary>
    public static EquatableArray<double> Gathered(EquatableArray<double> profile, int count)
        => Enumerable.Range(0, profile.Count / count).Select(place => Enumerable.Range(place * count, count).Average(index => profile[index])).ToEquatableArray();

    /// <summary>One profile times another.</summary>
    public static EquatableArray<double> Product(EquatableArray<double> first, EquatableArray<double> second)
    {
        if (first.Count == 0) return second;
        if (second.Count != first.Count) return first;
        return Normalize([.. Enumerable.Range(0, first.Count).Select(index => first[index] * second[index])]).Profile;
    }

    /// <summary>
    /// The profile once a channel's mean is taken away. A position has most in common with that mean where most of a window lies inside, so
    /// this product is distributed as the second moment q is: q (1 - 2 r) + r.
    /// </summary>
    /// <param name="common">r: the mean's square over the mean second moment.</param>
    public static EquatableArray<double> Centered(EquatableArray<double> profile, double common)
        => profile.Count == 0 || common <= 0 ? profile : Normalize([.. profile.Select(value => Math.Max(0, (value * (1 - (2 * common))) + common))]).Profile;

    /// <summary>The mean of the roots: how much smaller the mean size is than the root of the mean square.</summary>
    public static double MeanRoot(EquatableArray<double> profile) => profile.Count == 0 ? 1 : profile.Average(value => Math.Sqrt(value));

    /// <summary>One profile over another, and the mean of these quotients. Positions at which the divisor is 0 do not count.</summary>
    public static (EquatableArray<double> Profile, double Mean) Quotient(EquatableArray<double> dividend, EquatableArray<double> divisor)
        => divisor.Count == 0 || (dividend.Count > 0 && dividend.Count != divisor.Count)
            ? (dividend, 1)
            : Normalize([.. divisor.Select((value, index) => value > 0 ? At(dividend, index) / value : 0)]);

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

    private static int Pixel(WindowGeometry axis, int window, int tap) => (window * axis.Stride) - axis.PaddingBefore + (tap * axis.Dilation);

    /// <summary>A pixel's size: the root of its relative second moment; 0 outside the image.</summary>
    private static double Root(EquatableArray<double> profile, int pixel, int length)
        => pixel < 0 || pixel >= length ? 0 : profile.Count == 0 ? 1 : Math.Sqrt(profile[pixel]);

    private static double MeanPairs(EquatableArray<double> profile)
    {
        double mean = MeanRoot(profile);
        return mean * mean;
    }

    /// <summary>The second moment at a place, relative to the mean.</summary>
    public static double At(EquatableArray<double> profile, int index) => profile.Count == 0 ? 1 : profile[index];

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

/// <summary>What a convolution sees along one axis: shares of its taps' weight that lie inside the image.</summary>
/// <param name="Profile">Of the result.</param>
/// <param name="Own">For a window.</param>
/// <param name="ByLag">For two windows, by how far they are apart: through taps that lie inside for both.</param>
/// <param name="AnyTwo">For any two windows, a window and itself among them.</param>
/// <param name="Windows">How many there are.</param>
internal readonly record struct AxisShares(EquatableArray<double> Profile, double Own, double[] ByLag, double AnyTwo, int Windows);

/// <summary>The same for both axes.</summary>
/// <param name="Own">For one position.</param>
/// <param name="ByLag">For two positions, by how far they are apart; null where it is <paramref name="Own"/> for all.</param>
/// <param name="AnyTwo">For two different positions.</param>
internal readonly record struct TapShares(double Own, LagTable? ByLag, double AnyTwo)
{
    /// <summary>There is no image that could be left.</summary>
    public static TapShares All => new(1, null, 1);

    public static TapShares Of(AxisShares rows, AxisShares columns)
    {
        double own = rows.Own * columns.Own;
        (LagAxis rowAxis, LagAxis columnAxis) = (LagAxis.Of(rows.Windows), LagAxis.Of(columns.Windows));
        int width = columns.ByLag.Length;
        double Both(int place) => Math.Min(own, rows.ByLag[place / width] * columns.ByLag[place % width]);
        LagTable byLag = new(rowAxis, columnAxis, EquatableArray.Create(rows.ByLag.Length * width, Both));
        double positions = (double)rows.Windows * columns.Windows;
        double anyTwo = positions > 1 ? ((positions * rows.AnyTwo * columns.AnyTwo) - own) / (positions - 1) : own;
        return new TapShares(own, byLag, Math.Min(own, anyTwo));
    }
}
