using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>What windows along one axis see, whatever lies there: worked out once for each geometry, and not at every layer and key.</summary>
internal sealed class AxisWindows
{
    /// <summary>Numbers: eight megabytes.</summary>
    private const int Capacity = 1_000_000;

    private static readonly Memo<WindowGeometry, AxisWindows> Known
        = new(Capacity, static (_, windows) => (2 * windows.Taps.Length) + windows.Strided.Sum(row => row.Length));

    private AxisWindows(WindowGeometry axis)
    {
        Lags = LagAxis.Of(axis.Output);
        double[] pairs = PairsInside(axis);
        Taps = [.. Distances(axis).Select(taps => (taps * axis.Dilation, (axis.Kernel - Math.Abs(taps)) / ((double)axis.Kernel * axis.Kernel)))];
        double own = pairs[0];
        TapsInside = [.. Distances(axis).Select(taps => (taps * axis.Dilation, own > 0 ? pairs[Math.Abs(taps)] / (own * own) : 0))];
        Strided = LagAxis.Strided(axis);
    }

    /// <summary>The distances of two windows.</summary>
    public LagAxis Lags { get; }

    /// <summary>The distances, with sign, of two taps, and how often each occurs.</summary>
    public (int Lag, double Weight)[] Taps { get; }

    /// <summary>The distances, with sign, of two taps inside the image, and how often each occurs, over the square of how many taps are inside.</summary>
    public (int Lag, double Weight)[] TapsInside { get; }

    /// <summary>For each distance of two windows, the weights of the distance of their first pixels.</summary>
    public double[][] Strided { get; }

    public static AxisWindows Of(WindowGeometry axis) => Known.Get(axis, static key => new AxisWindows(key));

    /// <summary>
    /// For each distance of two taps, how many such pairs of a window lie inside, in the mean over all windows. A window may be as long as the axis: taps
    /// inside are one run, and of n taps n - d are so far apart.
    /// </summary>
    private static double[] PairsInside(WindowGeometry axis)
    {
        int[] windows = new int[axis.Kernel + 1];
        for (int window = 0; window < axis.Output; window++) windows[TapsOf(window)]++;
        double[] pairs = new double[axis.Kernel];
        double longer = 0;
        double taps = 0;
        for (int distance = axis.Kernel - 1; distance >= 0; distance--)
        {
            longer += windows[distance + 1];
            taps += (distance + 1.0) * windows[distance + 1];
            pairs[distance] = (taps - (distance * longer)) / axis.Output;
        }

        return pairs;

        int TapsOf(int window)
        {
            int first = (window * axis.Stride) - axis.PaddingBefore;
            int before = Math.Max(0, (axis.Dilation - 1 - first) / axis.Dilation);
            int last = first >= axis.Input ? -1 : Math.Min(axis.Kernel - 1, (axis.Input - 1 - first) / axis.Dilation);
            return Math.Max(0, last - (first < 0 ? before : 0) + 1);
        }
    }

    /// <summary>For each pair of taps, in how many of the windows both lie inside. So many numbers as pairs: for small windows.</summary>
    public static double[] Inside(WindowGeometry axis)
    {
        double[] inside = new double[axis.Kernel * axis.Kernel];
        for (int window = 0; window < axis.Output; window++)
        {
            int first = (window * axis.Stride) - axis.PaddingBefore;
            int[] taps = [.. Enumerable.Range(0, axis.Kernel).Where(tap => first + (tap * axis.Dilation) is int pixel && pixel >= 0 && pixel < axis.Input)];
            foreach (int tap in taps)
            {
                foreach (int other in taps) inside[(tap * axis.Kernel) + other] += 1.0 / axis.Output;
            }
        }

        return inside;
    }

    private static IEnumerable<int> Distances(WindowGeometry axis) => Enumerable.Range(1 - axis.Kernel, (2 * axis.Kernel) - 1);
}
