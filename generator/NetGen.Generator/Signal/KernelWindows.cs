using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>Which positions the windows of a convolution or a pooling see: of moments in front, those that matter behind.</summary>
internal sealed class KernelWindows(WindowGeometry rows, WindowGeometry columns)
{
    private readonly LagAxis _rows = LagAxis.Of(rows.Output);
    private readonly LagAxis _columns = LagAxis.Of(columns.Output);
    private readonly (int Lag, double Weight)[] _rowTaps = Taps(rows);
    private readonly (int Lag, double Weight)[] _columnTaps = Taps(columns);
    private readonly (int Lag, double Weight)[] _rowTapsInside = TapsInside(rows);
    private readonly (int Lag, double Weight)[] _columnTapsInside = TapsInside(columns);

    /// <summary>A window for each position, which sees nothing else; null where there is but one.</summary>
    public static KernelWindows? OfSinglePositions(Shape shape)
    {
        return shape.Positions == 1 ? null : new KernelWindows(Axis(shape.Height), Axis(shape.Width));

        static WindowGeometry Axis(int extent) => WindowGeometry.Create(extent, kernel: 1, stride: 1, dilation: 1, WindowPadding.Valid)!.Value;
    }

    /// <summary>Positions in a window.</summary>
    public double Count => (double)rows.Kernel * columns.Kernel;

    /// <summary>The moments of two positions that the same tap sees in two windows.</summary>
    public LagTable Strided(LagTable moments) => moments.Apply(_rows, LagAxis.Strided(rows), _columns, LagAxis.Strided(columns));

    /// <summary>The mean moments of any position of one window and any of another; of one window with itself, those of its own.</summary>
    public LagTable Pooled(LagTable moments) => Pooled(moments, default, default);

    /// <summary>The same where some positions are larger than others.</summary>
    /// <param name="rowProfile">Second moments along the rows' axis.</param>
    /// <param name="columnProfile">Along the columns'.</param>
    public LagTable Pooled(LagTable moments, EquatableArray<double> rowProfile, EquatableArray<double> columnProfile)
        => moments.Apply(_rows, LagAxis.Pooled(rows, rowProfile), _columns, LagAxis.Pooled(columns, columnProfile));

    /// <summary>The mean over all pairs of taps, a tap and itself among them.</summary>
    public double Mean(LagTable moments) => moments.Sum(Inside(moments.Rows, _rowTaps), Inside(moments.Columns, _columnTaps));

    /// <summary>
    /// The same over taps that lie inside the image, in the mean over all windows, each pair counted as often as both are: padding leaves fewer values,
    /// which matters where they are independent and not where they are alike.
    /// </summary>
    public double MeanInside(LagTable moments) => moments.Sum(Inside(moments.Rows, _rowTapsInside), Inside(moments.Columns, _columnTapsInside));

    /// <summary>The moments of all pairs of taps, row by row, in the mean over all windows: where a tap falls on padding, there is nothing.</summary>
    public double[] Matrix(LagTable moments)
    {
        double[] insideRows = Inside(rows);
        double[] insideColumns = Inside(columns);
        int[] taps = [.. Enumerable.Range(0, (int)Count)];
        return [.. taps.SelectMany(one => taps.Select(other => Moment(one / columns.Kernel, one % columns.Kernel, other / columns.Kernel, other % columns.Kernel)))];

        double Moment(int row, int column, int otherRow, int otherColumn)
            => insideRows[(row * rows.Kernel) + otherRow] * insideColumns[(column * columns.Kernel) + otherColumn]
                * moments.At(Math.Abs(row - otherRow) * rows.Dilation, Math.Abs(column - otherColumn) * columns.Dilation);
    }

    /// <summary>For each pair of taps, in how many of the windows both lie inside.</summary>
    private static double[] Inside(WindowGeometry axis)
    {
        double[] inside = new double[axis.Kernel * axis.Kernel];
        for (int window = 0; window < axis.Output; window++)
        {
            int[] taps = [.. Enumerable.Range(0, axis.Kernel).Where(tap => (window * axis.Stride) - axis.PaddingBefore + (tap * axis.Dilation) is int pixel && pixel >= 0 && pixel < axis.Input)];
            foreach (int tap in taps)
            {
                foreach (int other in taps) inside[(tap * axis.Kernel) + other] += 1.0 / axis.Output;
            }
        }

        return inside;
    }

    /// <summary>
    /// For two windows, the mean over all pairs of taps of the correlation of both taps in one window times that of one tap here and the other
    /// there, over the correlation of the windows: tr A S / (n tr A) for the covariances S inside a window and A between two.
    /// </summary>
    public LagTable Overlap(LagTable correlations)
        => Pairs((row, column, rowTap, columnTap) => correlations.At(Math.Abs(rowTap), Math.Abs(columnTap)) * correlations.At(row, column))
            .Map(Strided(correlations), static (overlap, own) => own > 0 ? overlap / own : 0);

    /// <summary>For two windows, the mean over all pairs of a tap of the one and a tap of the other.</summary>
    public LagTable Between(LagTable moments) => Pairs((row, column, _, _) => moments.At(row, column));

    /// <summary>For two windows, the mean over all pairs of a tap of the one and a tap of the other: of what depends on how far they, and the taps, are apart.</summary>
    private LagTable Pairs(Func<int, int, int, int, double> value) => LagTable.Create(rows.Output, columns.Output, (row, column) =>
    {
        double sum = 0;
        foreach ((int rowTap, double rowWeight) in _rowTaps)
        {
            int rowLag = Math.Abs((row * rows.Stride) + rowTap);
            foreach ((int columnTap, double columnWeight) in _columnTaps)
            {
                sum += rowWeight * columnWeight * value(rowLag, Math.Abs((column * columns.Stride) + columnTap), rowTap, columnTap);
            }
        }

        return sum;
    });

    private static double[] Inside(LagAxis axis, (int Lag, double Weight)[] taps)
    {
        double[] weights = new double[axis.Lags.Count];
        foreach ((int lag, double weight) in taps) axis.Add(weights, Math.Abs(lag), weight);
        return weights;
    }

    /// <summary>The distances, with sign, of two taps, and how often each occurs.</summary>
    private static (int Lag, double Weight)[] Taps(WindowGeometry axis)
        => [.. Enumerable.Range(1 - axis.Kernel, (2 * axis.Kernel) - 1)
            .Select(taps => (taps * axis.Dilation, (axis.Kernel - Math.Abs(taps)) / ((double)axis.Kernel * axis.Kernel)))];

    /// <summary>The distances, with sign, of two taps inside the image, and how often each occurs, over the square of how many taps are inside.</summary>
    private static (int Lag, double Weight)[] TapsInside(WindowGeometry axis)
    {
        double[] inside = Inside(axis);
        double own = Enumerable.Range(0, axis.Kernel).Sum(tap => inside[(tap * axis.Kernel) + tap]);
        return [.. Enumerable.Range(1 - axis.Kernel, (2 * axis.Kernel) - 1).Select(taps => (taps * axis.Dilation, own > 0 ? Pairs(taps) / (own * own) : 0))];

        double Pairs(int taps)
            => Enumerable.Range(Math.Max(0, -taps), axis.Kernel - Math.Abs(taps)).Sum(tap => inside[(tap * axis.Kernel) + tap + taps]);
    }
}
