using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>
/// The distances at which two positions along one axis of an image are looked at: all small ones, then two for each doubling, and the largest,
/// between borders, where padding changes much from one to the next. What lies between is interpolated.
/// </summary>
internal sealed class LagAxis : IEquatable<LagAxis>
{
    private const int Near = 8;

    private const int AtTheEnd = 4;

    /// <summary>
    /// Pairs of pixels that are looked at one by one for each distance; where there are more, borders are a small part and count as all else does.
    /// </summary>
    private const int MostProfiledPairs = 1 << 21;

    private static readonly Memo<int, LagAxis> Known = new(capacity: 200);

    private readonly (int Below, int Above, double Share)[] _places;

    private LagAxis(int extent)
    {
        Extent = extent;
        SortedSet<int> known = [.. Enumerable.Range(0, Math.Min(Near + 1, extent)), .. Enumerable.Range(Math.Max(0, extent - AtTheEnd), Math.Min(AtTheEnd, extent))];
        for (int lag = Near; lag < extent; lag *= 2) known.UnionWith(((int[])[lag, lag / 2 * 3]).Where(between => between < extent));
        List<int> lags = [.. known];
        Lags = lags.ToEquatableArray();
        _places = [.. Enumerable.Range(0, extent).Select(lag => Place(lags, lag))];
        double[] anyTwo = new double[lags.Count];
        for (int lag = 0; lag < extent; lag++) Add(anyTwo, lag, (lag == 0 ? extent : 2.0 * (extent - lag)) / ((double)extent * extent));
        AnyTwo = anyTwo;
    }

    /// <summary>Positions along the axis.</summary>
    public int Extent { get; }

    /// <summary>The distances.</summary>
    public EquatableArray<int> Lags { get; }

    /// <summary>How often each distance occurs among all pairs of positions, a position and itself among them: a mean over all of them has these weights.</summary>
    public double[] AnyTwo { get; }

    public static LagAxis Of(int extent) => Known.Get(extent, static key => new LagAxis(key));

    /// <summary>Where a distance lies: behind which of <see cref="Lags"/>, and how much of the way to the next. One beyond the largest counts as that.</summary>
    public (int Below, int Above, double Share) Place(int lag) => _places[Math.Min(lag, Extent - 1)];

    /// <summary>Adds to the weights of the distances around one, by linear interpolation.</summary>
    public void Add(double[] weights, int lag, double weight)
    {
        (int below, int above, double share) = Place(lag);
        weights[below] += weight * (1 - share);
        weights[above] += weight * share;
    }

    /// <summary>For each distance of two windows, the weights of the distance of their first pixels.</summary>
    public static double[][] Strided(WindowGeometry axis) => Weights(axis, (input, row, lag) => input.Add(row, lag * axis.Stride, 1));

    /// <summary>For each distance of two windows, how often each distance occurs between a pixel of the one and a pixel of the other.</summary>
    /// <param name="profile">The second moments along the axis: pairs count by their sizes, over the mean product that two so far apart have.</param>
    public static double[][] Pooled(WindowGeometry axis, EquatableArray<double> profile)
    {
        bool isAlike = profile.Count == 0 || (double)axis.Output * axis.Kernel * axis.Kernel > MostProfiledPairs;
        return Weights(axis, (input, row, lag) =>
        {
            if (isAlike) AddAlike(axis, input, row, lag);
            else AddProfiled(axis, profile, input, row, lag);
        });
    }

    /// <summary>All pixels are alike: what counts are the distances. Windows inside the image have the same ones and are counted together.</summary>
    private static void AddAlike(WindowGeometry axis, LagAxis input, double[] row, int lag)
    {
        int pairs = axis.Output - lag;
        (int Length, int OtherLength, int Offset) current = Lengths(axis, 0, lag);
        int count = 0;
        for (int window = 0; window <= pairs; window++)
        {
            (int Length, int OtherLength, int Offset) next = window < pairs ? Lengths(axis, window, lag) : default;
            if (window < pairs && next == current)
            {
                count++;
                continue;
            }

            AddPairs(input, row, current, count / (double)pairs);
            (current, count) = (next, 1);
        }
    }

    /// <summary>The distances of all pairs of a pixel of one window and a pixel of another.</summary>
    private static void AddPairs(LagAxis input, double[] row, (int Length, int OtherLength, int Offset) windows, double weight)
    {
        (int length, int otherLength, int offset) = windows;
        if (length <= 0 || otherLength <= 0) return;
        weight /= (double)length * otherLength;
        for (int apart = offset - length + 1; apart < offset + otherLength; apart++)
        {
            int first = Math.Max(0, offset - apart);
            int end = Math.Min(length, offset + otherLength - apart);
            input.Add(row, Math.Abs(apart), weight * (end - first));
        }
    }

    private static (int Length, int OtherLength, int Offset) Lengths(WindowGeometry axis, int window, int lag)
    {
        (int first, int end) = Pixels(axis, window);
        (int otherFirst, int otherEnd) = Pixels(axis, window + lag);
        return (end - first, otherEnd - otherFirst, otherFirst - first);
    }

    private static void AddProfiled(WindowGeometry axis, EquatableArray<double> profile, LagAxis input, double[] row, int lag)
    {
        EquatableArray<double> products = Profile.ProductsByLag(profile, axis.Input);
        int pairs = axis.Output - lag;
        for (int window = 0; window < pairs; window++)
        {
            (int first, int end) = Pixels(axis, window);
            (int otherFirst, int otherEnd) = Pixels(axis, window + lag);
            double weight = 1.0 / ((double)(end - first) * (otherEnd - otherFirst) * pairs);
            for (int pixel = first; pixel < end; pixel++)
            {
                for (int other = otherFirst; other < otherEnd; other++)
                {
                    int apart = Math.Abs(other - pixel);
                    (int below, int above, double share) = input.Place(apart);
                    double product = (products[below] * (1 - share)) + (products[above] * share);
                    double sizes = product <= 0 ? 1 : Math.Sqrt(profile[pixel] * profile[other]) / product;
                    input.Add(row, apart, weight * sizes);
                }
            }
        }
    }

    public bool Equals(LagAxis? other) => other is not null && other.Extent == Extent;

    public override bool Equals(object? obj) => Equals(obj as LagAxis);

    public override int GetHashCode() => Extent;

    private static (int Below, int Above, double Share) Place(List<int> lags, int lag)
    {
        int last = lags.Count - 1;
        if (lag >= lags[last]) return (last, last, 0);
        int below = lags.FindLastIndex(known => known <= lag);
        return (below, below + 1, (lag - lags[below]) / (double)(lags[below + 1] - lags[below]));
    }

    private static double[][] Weights(WindowGeometry axis, Action<LagAxis, double[], int> add)
    {
        LagAxis input = Of(axis.Input);
        return
        [
            .. Of(axis.Output).Lags.Select(lag =>
            {
                double[] row = new double[input.Lags.Count];
                add(input, row, lag);
                return row;
            }),
        ];
    }

    private static (int First, int End) Pixels(WindowGeometry axis, int window)
    {
        int start = (window * axis.Stride) - axis.PaddingBefore;
        return (Math.Max(0, start), Math.Min(axis.Input, start + axis.Kernel));
    }
}
