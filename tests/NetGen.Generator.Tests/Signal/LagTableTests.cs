using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Tests.Signal;

/// <summary>Moments of two positions by their distance, against sums over all pairs of positions.</summary>
public sealed class LagTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(28)]
    [InlineData(224)]
    public void Distances_begin_at_0_and_end_at_the_largest(int extent)
    {
        LagAxis axis = LagAxis.Of(extent);
        Assert.Equal(0, axis.Lags[0]);
        Assert.Equal(extent - 1, axis.Lags[axis.Lags.Count - 1]);
        Assert.Equal(axis.Lags.Distinct().Order(), axis.Lags);
        Assert.InRange(axis.Lags.Count, 1, 24);
        Assert.Equal(1, axis.AnyTwo.Sum(), 1e-12);
        for (int lag = 0; lag < extent; lag++)
        {
            (int below, int above, double share) = axis.Place(lag);
            Assert.Equal(lag, (axis.Lags[below] * (1 - share)) + (axis.Lags[above] * share), 1e-9);
        }
    }

    /// <summary>Exact where all distances are kept; between those of a large image linear interpolation is good for a hundredth of the size.</summary>
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(6, 9, 1e-12)]
    [InlineData(28, 28, 0.02)]
    public void The_mean_over_two_different_positions(int height, int width, double relative)
    {
        LagTable table = LagTable.Create(height, width, Moment);
        int positions = height * width;
        double sum = 0;
        for (int one = 0; one < positions; one++)
        {
            for (int other = 0; other < positions; other++)
            {
                if (one != other) sum += Moment((one / width) - (other / width), (one % width) - (other % width));
            }
        }

        double mean = positions == 1 ? 1 : sum / (positions * (positions - 1.0));
        Assert.Equal(mean, table.Different, relative * mean);
        Assert.Equal(1, table.Own);
    }

    /// <summary>Two windows side by side, a window with itself, and two far apart: the mean over all pairs of their pixels, those outside the image left out.</summary>
    [Theory]
    [InlineData(8, 2, 2, 0)]
    [InlineData(8, 3, 2, 1)]
    [InlineData(7, 3, 1, 1)]
    public void Windows_are_compared_pixel_by_pixel(int extent, int kernel, int stride, int padding)
    {
        WindowGeometry axis = WindowGeometry.Create(extent, kernel, stride, 1, new WindowPadding(Padding.Valid, padding))!.Value;
        double[] profile = [.. Enumerable.Range(0, extent).Select(pixel => pixel == 0 ? 0.5 : 1 + (0.5 / (extent - 1)))];
        LagTable pooled = new KernelWindows(axis, axis).Pooled(LagTable.Create(extent, extent, Moment), profile.ToEquatableArray(), default);
        for (int lag = 0; lag < axis.Output; lag++) Assert.Equal(Mean(lag), pooled.At(lag, 0), 1e-9);

        double Mean(int lag)
        {
            double sum = 0;
            int count = axis.Output - lag;
            for (int row = 0; row < count; row++)
            {
                for (int column = 0; column < axis.Output; column++) sum += Between(Pixels(row), Pixels(row + lag), Pixels(column)) / (count * axis.Output);
            }

            return sum;
        }

        double Between(int[] rows, int[] otherRows, int[] columns)
            => rows.Average(row => otherRows.Average(otherRow => columns.Average(column => columns.Average(
                other => Math.Sqrt(profile[row] * profile[otherRow]) / Sizes(Math.Abs(row - otherRow)) * Moment(row - otherRow, column - other)))));

        double Sizes(int lag) => Enumerable.Range(0, extent - lag).Average(pixel => Math.Sqrt(profile[pixel] * profile[pixel + lag]));

        int[] Pixels(int window) => [.. Enumerable.Range((window * stride) - padding, kernel).Where(pixel => pixel >= 0 && pixel < extent)];
    }

    [Fact]
    public void Strides_bring_positions_closer_together()
    {
        WindowGeometry axis = WindowGeometry.Create(16, 3, 2, 1, WindowPadding.Same)!.Value;
        LagTable strided = new KernelWindows(axis, axis).Strided(LagTable.Create(16, 16, Moment));
        Assert.Equal(Moment(2, 6), strided.At(1, 3), 1e-12);
        Assert.Equal(8, strided.Rows.Extent);
    }

    private static double Moment(int row, int column) => Math.Pow(0.8, Math.Sqrt((row * row) + (column * column)));
}
