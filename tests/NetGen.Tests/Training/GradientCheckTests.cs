using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Training;

public class GradientCheckTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(20_011)]
    public void NormIsTheRootOfTheSumOfSquares(int length)
    {
        AlignedMemory values = Values(length, 1f);
        double expected = Math.Sqrt(values.Span.ToArray().Sum(value => (double)value * value));
        Assert.Equal(expected, Norm(values, 1), expected * 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void ThreadsDoNotChangeABit(int workers)
    {
        AlignedMemory values = Values(20_011, 1f);
        Assert.Equal(Norm(values, 1), Norm(values, workers));
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e25f)]
    public void NeitherSmallNorLargeValuesLoseTheirSquares(float size)
    {
        AlignedMemory values = Values(10_000, size);
        double expected = Math.Sqrt(values.Span.ToArray().Sum(value => (double)value * value));
        Assert.Equal(expected, Norm(values, 1), expected * 1e-6);
    }

    [Fact]
    public void OneBadValueAnywhereIsFound()
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            for (int place = 0; place < 9000; place += 83)
            {
                AlignedMemory values = Values(9000, 1f);
                values.Span[place] = bad;
                Assert.False(double.IsFinite(Norm(values, 1)));
            }
        }
    }

    private static AlignedMemory Values(int length, float size)
    {
        var values = new AlignedMemory(length);
        for (int i = 0; i < length; i++) values.Span[i] = size * MathF.Sin(i + 1);
        return values;
    }

    private static double Norm(AlignedMemory values, int workers)
    {
        var check = new GradientCheck(values);
        for (int worker = 0; worker < workers; worker++) check.Run(worker, workers);
        return check.Norm();
    }
}
