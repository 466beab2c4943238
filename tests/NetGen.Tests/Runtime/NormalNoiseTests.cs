using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

public class NormalNoiseTests
{
    [Fact]
    public void MomentsAreThoseOfANormalVariable()
    {
        const int Count = 1 << 20;
        double[] noise = Array.ConvertAll(Fill(Count, 3f, 0.5f, seed: 1, layer: 2, step: 3, sample: 4), value => (value - 3.0) / 0.5);
        AssertMean(noise, power: 1, expected: 0, variance: 1);
        AssertMean(noise, power: 2, expected: 1, variance: 2);
        AssertMean(noise, power: 3, expected: 0, variance: 15);
        AssertMean(noise, power: 4, expected: 3, variance: 96);
    }

    [Fact]
    public void EveryLengthIsThePrefixOfTheLongest()
    {
        float[] longest = Fill(1100, 0, 1, 1, 2, 3, 4);
        foreach (int count in new[] { 0, 1, 2, 3, 4, 5, 7, 16, 511, 512, 513, 1023, 1025, 1099 })
        {
            float[] guarded = new float[count + 2];
            Array.Fill(guarded, -77f);
            NormalNoise.Fill(ref guarded[1], count, 0, 1, 1, 2, 3, 4);
            Assert.Equal(longest[..count], guarded[1..(count + 1)]);
            Assert.Equal(-77f, guarded[0]);
            Assert.Equal(-77f, guarded[count + 1]);
        }
    }

    [Fact]
    public void EveryKeyGivesOtherNumbers()
    {
        const int Count = 1 << 16;
        float[] reference = Fill(Count, 0, 1, 1, 2, 3, 4);
        foreach (float[] other in new[]
        {
            Fill(Count, 0, 1, 9, 2, 3, 4), Fill(Count, 0, 1, 1L << 40, 2, 3, 4), Fill(Count, 0, 1, 1, 3, 3, 4), Fill(Count, 0, 1, 1, 2, 4, 4),
            Fill(Count, 0, 1, 1, 2, 3L + (1L << 32), 4), Fill(Count, 0, 1, 1, 2, 3, 5), [.. reference[1..], reference[0]], [.. reference[512..], .. reference[..512]],
        })
        {
            AssertMean([.. reference.Zip(other, (left, right) => (double)left * right)], power: 1, expected: 0, variance: 1);
        }
    }

    /// <summary>Noise is part of what a resumed run repeats: whatever changes it is a new stream version.</summary>
    [Fact]
    public void BitsOfAKeyNeverChange()
    {
        float[] noise = Fill(1000, 1f, 0.3f, 0x123456789ABCDEF0, 5, 77, 6);
        Assert.StartsWith("4EF07D51CC860177420C21DB8B83A3581149CC44", Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(noise.AsSpan()))), StringComparison.Ordinal);
    }

    private static float[] Fill(int count, float mean, float std, ulong seed, int layer, long step, int sample)
    {
        float[] values = new float[count];
        NormalNoise.Fill(ref values[0], count, mean, std, seed, layer, step, sample);
        return values;
    }

    private static void AssertMean(double[] values, int power, double expected, double variance)
    {
        double mean = values.Average(value => Math.Pow(value, power));
        Assert.True(Math.Abs(mean - expected) <= 5 * Math.Sqrt(variance / values.Length), $"{mean} instead of {expected}");
    }
}
