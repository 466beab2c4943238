using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Rows as bytes, value by value.</summary>
public abstract class QuantizationTests<TVector>
    where TVector : struct, IVector<TVector>
{
    private const float Untouched = 12345.678f;

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    [InlineData(211)]
    public void Values_are_rounded_to_the_scale_of_their_row(int inputs)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            bool isSigned = seed % 2 == 0;
            float[] row = [.. Enumerable.Range(0, inputs).Select(i => (float)(isSigned ? Math.Sin(seed + (7.3 * i)) : Math.Abs(Math.Sin(seed + (7.3 * i)))))];
            if (isSigned) row[inputs / 2] = -1.5f;
            (int[] bytes, float scale, int mask) = Quantize(row);
            Assert.Equal(isSigned ? -1 : 0, mask);
            int zero = isSigned ? 64 : 0;
            Assert.Equal(row.Max(MathF.Abs) / (isSigned ? 63 : 127), scale);
            for (int i = 0; i < inputs; i++)
            {
                Assert.InRange(bytes[i], 0, 127);
                Assert.InRange(Math.Abs(((bytes[i] - zero) * (double)scale) - row[i]), 0, 0.50001 * scale);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-38f)]
    [InlineData(-1e-42f)]
    public void A_row_of_hardly_anything_is_zeros(float value)
    {
        float[] row = new float[70];
        row[66] = value;
        (int[] bytes, float scale, int mask) = Quantize(row);
        Assert.Equal(0, scale);
        Assert.All(bytes, number => Assert.Equal(mask == 0 ? 0 : 64, number));
    }

    [Theory]
    [InlineData(float.NaN, 3)]
    [InlineData(float.NaN, 69)]
    [InlineData(float.PositiveInfinity, 10)]
    [InlineData(float.NegativeInfinity, 68)]
    public void A_row_that_is_not_finite_has_a_scale_that_is_not(float value, int place)
    {
        float[] row = [.. Enumerable.Range(0, 70).Select(i => i - 30f)];
        row[place] = value;
        Assert.False(float.IsFinite(Quantize(row).Scale));
    }

    /// <summary>The bytes in the order of the row, and what stands behind them. Nothing else is written.</summary>
    private static (int[] Bytes, float Scale, int Mask) Quantize(float[] row)
    {
        int bundles = Quantization.Bundles(row.Length);
        float[] target = [.. Enumerable.Repeat(Untouched, bundles + 4)];
        Quantization.ToBytes<TVector>(ref row[0], row.Length, ref target[1]);
        Assert.Equal(Untouched, target[0]);
        Assert.Equal(Untouched, target[^1]);
        int[] bytes = [.. Enumerable.Range(0, row.Length).Select(i =>
            (int)BitConverter.GetBytes(target[1 + Quantization.BundleOf(i)])[Quantization.ByteOf(i)])];
        return (bytes, target[1 + bundles], BitConverter.SingleToInt32Bits(target[2 + bundles]));
    }
}

public sealed class QuantizationTests512 : QuantizationTests<Simd512>;

public sealed class QuantizationTests256 : QuantizationTests<Simd256>;

public sealed class QuantizationTests128 : QuantizationTests<Simd128>;

public sealed class QuantizationTestsScalar : QuantizationTests<SimdScalar>;
