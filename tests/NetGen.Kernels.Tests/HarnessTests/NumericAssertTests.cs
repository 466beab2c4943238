using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.HarnessTests;

/// <summary>The comparison itself must fail where it should.</summary>
public sealed class NumericAssertTests
{
    [Fact]
    public void Exact_comparison_accepts_the_nearest_float_and_nothing_else()
    {
        NumericAssert.Close("nearest", [0.1f], [0.1], Tolerance.Exact);
        NumericMismatchException error = Assert.Throws<NumericMismatchException>(
            () => NumericAssert.Close("sums", [1, MathF.BitIncrement(0.1f), 3], [1, 0.1, 3], Tolerance.Exact));
        Assert.Contains("sums: 1 of 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("[1]: 0.10000001 instead of 0.1,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_are_relative_and_absolute()
    {
        var tolerance = new Tolerance(Relative: 0.01, Absolute: 0.001);
        NumericAssert.Close("inside", [100.9f, 0.0009f], [100, 0], tolerance, leastNonzero: 0);
        Assert.Throws<NumericMismatchException>(() => NumericAssert.Close("outside", [101.1f], [100], tolerance));
        Assert.Throws<NumericMismatchException>(() => NumericAssert.Close("outside", [0.0011f], [0], tolerance, leastNonzero: 0));
    }

    [Theory]
    [InlineData(float.NaN, 1.0)]
    [InlineData(1f, double.NaN)]
    [InlineData(float.PositiveInfinity, 1.0)]
    [InlineData(float.PositiveInfinity, double.NegativeInfinity)]
    public void Special_values_equal_only_themselves(float actual, double expected)
        => Assert.Throws<NumericMismatchException>(() => NumericAssert.Close("special", [actual], [expected], new Tolerance(1, 1)));

    [Fact]
    public void Equal_special_values_are_equal()
        => NumericAssert.Close("special", [float.NaN, float.PositiveInfinity], [double.NaN, double.PositiveInfinity], Tolerance.Exact);

    [Fact]
    public void Comparison_with_zeros_is_refused()
    {
        NumericAssert.Close("enough", [0, 0, 1], [0, 0, 1], Tolerance.Exact);
        Assert.Throws<NumericMismatchException>(() => NumericAssert.Close("zeros", [0, 0, 0, 1], [0, 0, 0, 1], Tolerance.Exact));
    }

    [Fact]
    public void Lengths_must_agree()
        => Assert.Throws<NumericMismatchException>(() => NumericAssert.Close("length", [1], [1, 1], Tolerance.Exact));

    [Fact]
    public void Bitwise_comparison_tells_zeros_apart_and_knows_NaN()
    {
        NumericAssert.BitEqual("same", [0, float.NaN, -1], [0, float.NaN, -1]);
        Assert.Throws<NumericMismatchException>(() => NumericAssert.BitEqual("sign", [0f], [-0f]));
    }
}
