using NetGen.Generator.Model;
using NetGen.Generator.Prediction;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>What windows see of an axis: by counting distances, as pair by pair, and of axes so long that nobody can look at each pair.</summary>
public sealed class LongAxisTests
{
    public static TheoryData<int, int, int, int, int, int> Geometries => new()
    {
        // input, kernel, stride, padding before, output, dilation
        { 12, 3, 1, 1, 12, 1 },
        { 12, 3, 2, 0, 5, 1 },
        { 13, 5, 2, 2, 7, 1 },
        { 9, 9, 1, 0, 1, 1 },
        { 10, 3, 1, 2, 10, 2 },
        { 7, 4, 3, 3, 4, 1 },
        { 6, 5, 1, 4, 10, 3 },
    };

    [Theory]
    [MemberData(nameof(Geometries))]
    public void Pairs_of_taps_inside_are_those_that_are_counted_one_by_one(int input, int kernel, int stride, int padding, int output, int dilation)
    {
        var axis = new WindowGeometry(input, kernel, stride, dilation, padding, padding, output);
        double[] inside = AxisWindows.Inside(axis);
        double own = Enumerable.Range(0, kernel).Sum(tap => inside[(tap * kernel) + tap]);
        foreach ((int lag, double weight) in AxisWindows.Of(axis).TapsInside)
        {
            int apart = lag / dilation;
            double pairs = Enumerable.Range(0, kernel).Where(tap => tap + apart >= 0 && tap + apart < kernel).Sum(tap => inside[(tap * kernel) + tap + apart]);
            Assert.Equal(pairs / (own * own), weight, 1e-12);
        }
    }

    /// <summary>A profile of ones is looked at pair by pair, none at all by distances.</summary>
    [Theory]
    [MemberData(nameof(Geometries))]
    public void Distances_of_pixels_are_those_that_are_counted_one_by_one(int input, int kernel, int stride, int padding, int output, int dilation)
    {
        // Pooling knows no dilation.
        var axis = new WindowGeometry(input, kernel, stride, dilation, padding, padding, output);
        double[][] counted = LagAxis.Pooled(axis, default);
        double[][] expected = LagAxis.Pooled(axis, Enumerable.Repeat(1.0, input).ToEquatableArray());
        Assert.Equal(expected.Length, counted.Length);
        for (int lag = 0; lag < expected.Length; lag++)
        {
            for (int distance = 0; distance < expected[lag].Length; distance++) Assert.Equal(expected[lag][distance], counted[lag][distance], 1e-12);
        }
    }

    /// <summary>Kernels that are larger than the image have distances that lie outside of it, which are taken together.</summary>
    [Theory]
    [MemberData(nameof(Geometries))]
    [InlineData(5, 20, 1, 10, 5, 1)]
    [InlineData(5, 9, 2, 8, 7, 3)]
    [InlineData(4, 4, 1, 2, 5, 1)]
    [InlineData(4, 5, 3, 6, 4, 1)]
    public void Pairs_of_taps_are_those_that_are_added_one_by_one(int input, int kernel, int stride, int padding, int output, int dilation)
    {
        var rows = new WindowGeometry(input, kernel, stride, dilation, padding, padding, output);
        var columns = new WindowGeometry(4, 3, 1, 1, 1, 1, 4);
        var windows = new KernelWindows(rows, columns);
        var random = new TestRandom((ulong)(input + kernel));
        LagTable moments = LagTable.Create(input, 4, (_, _) => random.NextUniform(0.1, 1));
        LagTable own = windows.Strided(moments);
        LagTable between = windows.Between(moments);
        LagTable overlap = windows.Overlap(moments);
        Assert.Equal(between.Values.Count, overlap.Values.Count);
        for (int row = 0; row < between.Rows.Lags.Count; row++)
        {
            for (int column = 0; column < between.Columns.Lags.Count; column++)
            {
                int place = (row * between.Columns.Lags.Count) + column;
                Assert.Equal(Sum(row, column, isWeighted: false), between.Values[place], 1e-12);
                Assert.Equal(Sum(row, column, isWeighted: true) / own.Values[place], overlap.Values[place], 1e-12);
            }
        }

        double Sum(int row, int column, bool isWeighted)
        {
            double sum = 0;
            foreach ((int one, int other) in from one in Enumerable.Range(0, kernel) from other in Enumerable.Range(0, kernel) select (one, other))
            {
                foreach ((int left, int right) in from left in Enumerable.Range(0, 3) from right in Enumerable.Range(0, 3) select (left, right))
                {
                    (int down, int across) = ((other - one) * dilation, right - left);
                    double moment = moments.At(Math.Abs((between.Rows.Lags[row] * stride) + down), Math.Abs(between.Columns.Lags[column] + across));
                    sum += isWeighted ? moment * moments.At(Math.Abs(down), Math.Abs(across)) : moment;
                }
            }

            return sum / (kernel * kernel * 9);
        }
    }

    /// <summary>For a pooling over 33,000 steps 8 GB were asked for, and one over more than 46,000 ended in an overflow.</summary>
    [Theory]
    [InlineData("[Network(100_000, 1, InputMean = 0, InputStd = 1)] [Conv1D(4, 3, Stride = 2)] [ReLU] [GlobalAveragePool1D] [Dense(2)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(16, 66_000, 2)] [Conv2D(4, 3, Padding = Padding.Same)] [ReLU] [GlobalAveragePool2D] [Dense(2)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(100_000, 1)] [AveragePool1D(1000, Stride = 1)] [GlobalMaxPool1D] [Dense(2)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(28, 28, 2)] [DepthwiseConv2D(1000, Padding = Padding.Same)] [ReLU] [Conv2D(2, 900, Padding = Padding.Same)] [MeanSquaredError]")]
    [InlineData("[Network(50_000, 4)] [MaxPool1D(50_000)] [Flatten] [Dense(2)] [SoftmaxCrossEntropy]")]
    public void Long_axes_take_little_memory(string attributes)
    {
        var model = Declared.Model(attributes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SignalReport report = SignalAnalysis.Analyze(model);
        Assert.NotEmpty(report.Layers);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }
}
