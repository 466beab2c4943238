namespace NetGen.Generator.Signal;

/// <summary>
/// A moment of two positions of one channel of an image, by how far they are apart along both axes: E x x' or a correlation. Both directions
/// along an axis are alike, and at distance 0 it is the moment of one position with itself.
/// </summary>
/// <param name="Rows">Distances along the rows' axis.</param>
/// <param name="Columns">Along the columns' axis.</param>
/// <param name="Values">Row by row.</param>
internal sealed record LagTable(LagAxis Rows, LagAxis Columns, EquatableArray<double> Values)
{
    /// <summary>The moment of a position with itself.</summary>
    public double Own => Values[0];

    /// <summary>The mean over all pairs of two different positions; that of a position with itself where there is only one.</summary>
    public double Different
    {
        get
        {
            double positions = (double)Rows.Extent * Columns.Extent;
            return positions > 1 ? ((positions * Sum(Rows.AnyTwo, Columns.AnyTwo)) - Own) / (positions - 1) : Own;
        }
    }

    /// <param name="moment">Of two positions so many rows and columns apart.</param>
    public static LagTable Create(int height, int width, Func<int, int, double> moment)
    {
        (LagAxis rows, LagAxis columns) = (LagAxis.Of(height), LagAxis.Of(width));
        return new LagTable(rows, columns, EquatableArray.Create(
            rows.Lags.Count * columns.Lags.Count, place => moment(rows.Lags[place / columns.Lags.Count], columns.Lags[place % columns.Lags.Count])));
    }

    /// <summary>The moment at a distance, interpolated.</summary>
    public double At(int row, int column)
    {
        (int rowBelow, int rowAbove, double rowShare) = Rows.Place(row);
        (int columnBelow, int columnAbove, double columnShare) = Columns.Place(column);
        int width = Columns.Lags.Count;
        double Between(int line) => (Values[(line * width) + columnBelow] * (1 - columnShare)) + (Values[(line * width) + columnAbove] * columnShare);
        return rowShare == 0 ? Between(rowBelow) : (Between(rowBelow) * (1 - rowShare)) + (Between(rowAbove) * rowShare);
    }

    /// <summary>The same with another moment of a position with itself.</summary>
    public LagTable WithOwn(double own) => this with { Values = EquatableArray.Create(Values.Count, place => place == 0 ? own : Values[place]) };

    /// <summary>A function of each moment.</summary>
    public LagTable Map(Func<double, double> function) => this with { Values = EquatableArray.Create(Values.Count, place => function(Values[place])) };

    /// <summary>A function of each moment and of another at the same distance.</summary>
    public LagTable Map(LagTable other, Func<double, double, double> function)
        => this with { Values = EquatableArray.Create(Math.Min(Values.Count, other.Values.Count), place => function(Values[place], other.Values[place])) };

    /// <summary>A weighted sum.</summary>
    public double Sum(double[] rows, double[] columns)
    {
        double sum = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] == 0) continue;
            double inner = 0;
            for (int column = 0; column < columns.Length; column++) inner += columns[column] * Values[(row * columns.Length) + column];
            sum += rows[row] * inner;
        }

        return sum;
    }

    /// <summary>The weighted sums for each distance of another image's positions.</summary>
    public LagTable Apply(LagAxis rows, double[][] rowWeights, LagAxis columns, double[][] columnWeights)
        => new(rows, columns, EquatableArray.Create(
            rowWeights.Length * columnWeights.Length, place => Sum(rowWeights[place / columnWeights.Length], columnWeights[place % columnWeights.Length])));
}
