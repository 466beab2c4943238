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

    /// <summary>For a pooling over 33,000 steps 8 GB were asked for, and one over more than 46,000 ended in an overflow.</summary>
    [Theory]
    [InlineData("[Network(100_000, 1, InputMean = 0, InputStd = 1)] [Conv1D(4, 3, Stride = 2)] [ReLU] [GlobalAveragePool1D] [Dense(2)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(16, 66_000, 2)] [Conv2D(4, 3, Padding = Padding.Same)] [ReLU] [GlobalAveragePool2D] [Dense(2)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(100_000, 1)] [AveragePool1D(1000, Stride = 1)] [GlobalMaxPool1D] [Dense(2)] [SoftmaxCrossEntropy]")]
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
