using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Loops over spans against their formulas, of every length around the widths of vectors and the pieces in which sums are made.</summary>
public class TensorMathTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 70), 4095, 4096, 4097, 4096 + 37, 10_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SumsOfSquaresAndProductsAreThoseOfDouble(int length)
    {
        float[] left = Draw(length, 1);
        float[] right = Draw(length, 2);
        double squares = left.Sum(value => (double)value * value);
        double products = left.Zip(right, (a, b) => (double)a * b).Sum();
        Assert.Equal(squares, TensorMath.SumOfSquares(left), 1e-5 * squares);
        Assert.Equal(products, TensorMath.Dot(left, right), 1e-9 * (1 + squares));
    }

    /// <summary>Squares that overflow in single precision, or vanish there, are neither infinite nor nothing.</summary>
    [Theory]
    [InlineData(3e25f)]
    [InlineData(1e-15f)]
    [InlineData(2e-30f)]
    public void SquaresOfAnySizeAreSummed(float size)
    {
        foreach (int length in new[] { 1, 40, 5000 })
        {
            float[] values = [.. Enumerable.Range(0, length).Select(i => size * (1 + (0.5f * (i % 3))))];
            double expected = values.Sum(value => (double)value * value);
            Assert.Equal(1, TensorMath.SumOfSquares(values) / expected, 1e-5);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void ValuesThatAreNotFiniteAreSeenWhereverTheyStand(float value)
    {
        foreach (int place in new[] { 0, 1, 40, 63, 64, 4095, 4096, 4130 })
        {
            float[] values = Draw(4131, 3);
            Assert.True(double.IsFinite(TensorMath.SumOfSquares(values)));
            values[place] = value;
            Assert.False(double.IsFinite(TensorMath.SumOfSquares(values)));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void LoopsAreTheirFormulas(int length)
    {
        float[] source = Draw(length, 2);
        float[] variances = [.. source.Select(MathF.Abs)];
        AssertLoop(target => TensorMath.Scale(target, 1.5f), (target, _) => target * 1.5);
        AssertLoop(target => TensorMath.AddSquares(target, source, 0.75f), (target, value) => target + (0.75 * value * value));
        AssertLoop(target => TensorMath.Combine(0.5f, target, -3, source), (target, value) => (0.5 * target) - (3 * value));
        AssertLoop(target => TensorMath.Approach(target, source, 0.1f), (target, value) => target + (0.1 * (value - target)));
        AssertLoop(
            target => TensorMath.DivideByRoots(target, variances, 2, 0.4f), (target, value) => target / Math.Sqrt(Math.Max(2 * Math.Abs(value), 0.4)));

        void AssertLoop(TargetAction loop, Func<double, double, double> formula)
        {
            // A frame of numbers that nobody may touch.
            float[] values = [9, .. Draw(length, 1), 9];
            double[] expected = [9, .. Draw(length, 1).Zip(source, (target, value) => formula(target, value)), 9];
            loop(values.AsSpan(1, length));
            for (int i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], 1e-5 * (1 + Math.Abs(expected[i])));
        }
    }

    private delegate void TargetAction(Span<float> target);

    private static float[] Draw(int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((4 * random.NextDouble()) - 2))];
    }
}
