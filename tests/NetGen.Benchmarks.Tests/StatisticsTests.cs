using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 4 }, 4)]
    [InlineData(new[] { 8.0, 1, 2, 100 }, 5)]
    public void MedianIsTheMiddle(double[] values, double median) => Assert.Equal(median, Statistics.Median(values));

    [Fact]
    public void NoValuesHaveNoMedian() => Assert.Throws<ArgumentException>(static () => Statistics.Median([]));

    [Fact]
    public void RatioAboveOneMeansThatThePeerTakesLonger()
    {
        var comparison = new ComparisonCase(WorkCatalog.Find("xor"), 1, Mode.StepAdam);
        ComparisonRow row = ComparisonRow.Create(comparison, 2, netgenSeconds: 0.5, "somebody", peerSeconds: 1.5);
        Assert.Equal(new ComparisonRow("xor", 1, "step-adam", 2, 0.5, "somebody", 1.5, 3), row);
    }
}
