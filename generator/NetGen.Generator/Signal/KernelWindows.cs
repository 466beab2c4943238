using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>Which positions the windows of a convolution or a pooling see: of moments in front, those that matter behind.</summary>
internal sealed class KernelWindows(WindowGeometry rows, WindowGeometry columns)
{
    private readonly AxisWindows _rows = AxisWindows.Of(rows);
    private readonly AxisWindows _columns = AxisWindows.Of(columns);

    /// <summary>A window for each position, which sees nothing else; null where there is but one.</summary>
    public static KernelWindows? OfSinglePositions(Shape shape)
    {
        return shape.Positions == 1 ? null : new KernelWindows(Axis(shape.Height), Axis(shape.Width));

        static WindowGeometry Axis(int extent) => WindowGeometry.Create(extent, kernel: 1, stride: 1, dilation: 1, WindowPadding.Valid)!.Value;
    }

    /// <summary>Positions in a window.</summary>
    public double Count => (double)rows.Kernel * columns.Kernel;

    /// <summary>The moments of two positions that the same tap sees in two windows.</summary>
    public LagTable Strided(LagTable moments) => moments.Apply(_rows.Lags, _rows.Strided, _columns.Lags, _columns.Strided);

    /// <summary>The mean moments of any position of one window and any of another; of one window with itself, those of its own.</summary>
    public LagTable Pooled(LagTable moments) => Pooled(moments, default, default);

    /// <summary>The same where some positions are larger than others.</summary>
    /// <param name="rowProfile">Second moments along the rows' axis.</param>
    /// <param name="columnProfile">Along the columns'.</param>
    public LagTable Pooled(LagTable moments, EquatableArray<double> rowProfile, EquatableArray<double> columnProfile)
        => moments.Apply(_rows.Lags, LagAxis.Pooled(rows, rowProfile), _columns.Lags, LagAxis.Pooled(columns, columnProfile));

    /// <summary>The mean over all pairs of taps, a tap and itself among them.</summary>
    public double Mean(LagTable moments) => moments.Sum(Inside(moments.Rows, _rows.Taps), Inside(moments.Columns, _columns.Taps));

    /// <summary>
    /// The same over taps that lie inside the image, in the mean over all windows, each pair counted as often as both are: padding leaves fewer values,
    /// which matters where they are independent and not where they are alike.
    /// </summary>
    public double MeanInside(LagTable moments) => moments.Sum(Inside(moments.Rows, _rows.TapsInside), Inside(moments.Columns, _columns.TapsInside));

    /// <summary>The moments of all pairs of taps, row by row, in the mean over all windows: where a tap falls on padding, there is nothing.</summary>
    public double[] Matrix(LagTable moments)
    {
        double[] insideRows = AxisWindows.Inside(rows);
        double[] insideColumns = AxisWindows.Inside(columns);
        int[] taps = [.. Enumerable.Range(0, (int)Count)];
        return [.. taps.SelectMany(one => taps.Select(other => Moment(one / columns.Kernel, one % columns.Kernel, other / columns.Kernel, other % columns.Kernel)))];

        double Moment(int row, int column, int otherRow, int otherColumn)
            => insideRows[(row * rows.Kernel) + otherRow] * insideColumns[(column * columns.Kernel) + otherColumn]
                * moments.At(Math.Abs(row - otherRow) * rows.Dilation, Math.Abs(column - otherColumn) * columns.Dilation);
    }

    /// <summary>
    /// For two windows, the mean over all pairs of taps of the correlation of both taps in one window times that of one tap here and the other
    /// there, over the correlation of the windows: tr A S / (n tr A) for the covariances S inside a window and A between two.
    /// </summary>
    public LagTable Overlap(LagTable correlations)
        => Pairs(static (moments, rowTap, columnTap) => moments.At(Math.Abs(rowTap), Math.Abs(columnTap)), correlations)
            .Map(Strided(correlations), static (overlap, own) => own > 0 ? overlap / own : 0);

    /// <summary>For two windows, the mean over all pairs of a tap of the one and a tap of the other.</summary>
    public LagTable Between(LagTable moments) => Pairs(static (_, _, _) => 1, moments);

    /// <summary>For two windows, the mean over all pairs of a tap of the one and a tap of the other, each moment times a factor.</summary>
    /// <param name="factor">Of two taps so many rows and columns apart.</param>
    private LagTable Pairs(Func<LagTable, int, int, double> factor, LagTable moments)
    {
        (int Lag, double Weight)[] rowTaps = Told(_rows.Taps, moments.Rows, rows);
        (int Lag, double Weight)[] columnTaps = Told(_columns.Taps, moments.Columns, columns);
        double[] factors = [.. rowTaps.SelectMany(row => columnTaps.Select(column => factor(moments, row.Lag, column.Lag)))];
        return LagTable.Create(rows.Output, columns.Output, (row, column) =>
        {
            double sum = 0;
            int pair = 0;
            foreach ((int rowTap, double rowWeight) in rowTaps)
            {
                int rowLag = Math.Abs((row * rows.Stride) + rowTap);
                foreach ((int columnTap, double columnWeight) in columnTaps)
                {
                    sum += rowWeight * columnWeight * (factors[pair++] * moments.At(rowLag, Math.Abs((column * columns.Stride) + columnTap)));
                }
            }

            return sum;
        });
    }

    /// <summary>
    /// The distances of taps that moments tell apart. From the end of the axis on they have one moment for all, also from one window to the furthest other: a
    /// kernel that is many times as large as the image has no more distances than one that covers it.
    /// </summary>
    private static (int Lag, double Weight)[] Told((int Lag, double Weight)[] taps, LagAxis axis, WindowGeometry windows)
    {
        int most = axis.Extent - 1;
        long least = -most - ((windows.Output - 1L) * windows.Stride);
        if (taps[taps.Length - 1].Lag <= most) return taps;
        return [.. taps.GroupBy(tap => (int)Math.Min(most, Math.Max(least, tap.Lag))).Select(group => (group.Key, group.Sum(tap => tap.Weight)))];
    }

    private static double[] Inside(LagAxis axis, (int Lag, double Weight)[] taps)
    {
        double[] weights = new double[axis.Lags.Count];
        foreach ((int lag, double weight) in taps) axis.Add(weights, Math.Abs(lag), weight);
        return weights;
    }
}
