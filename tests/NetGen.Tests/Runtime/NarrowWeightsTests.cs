using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Floats rounded to their upper halves: nearest, ties to even, whatever the number.</summary>
public sealed class NarrowWeightsTests
{
    [Theory]
    [InlineData(0x00000000, 0x0000)] // zeros
    [InlineData(0x80000000, 0x8000)]
    [InlineData(0x3F800000, 0x3F80)] // 1
    [InlineData(0x3F807FFF, 0x3F80)] // just below half
    [InlineData(0x3F808000, 0x3F80)] // half, to even: down
    [InlineData(0x3F818000, 0x3F82)] // half, to even: up
    [InlineData(0x3F808001, 0x3F81)] // just above half
    [InlineData(0xBF818000, 0xBF82)]
    [InlineData(0x3FFF8000, 0x4000)] // the next power of two
    [InlineData(0x7F7F7FFF, 0x7F7F)] // the largest, and beyond it
    [InlineData(0x7F7F8000, 0x7F80)]
    [InlineData(0x7F7FFFFF, 0x7F80)]
    [InlineData(0x7F800000, 0x7F80)] // infinities
    [InlineData(0xFF800000, 0xFF80)]
    [InlineData(0x00008000, 0x0000)] // subnormal numbers
    [InlineData(0x00018000, 0x0002)]
    [InlineData(0x007FFFFF, 0x0080)]
    [InlineData(0x7F800001, 0x7FC0)] // what is no number stays none
    [InlineData(0x7FC00000, 0x7FC0)]
    [InlineData(0x7FFFFFFF, 0x7FFF)]
    [InlineData(0xFFFF8000, 0xFFFF)]
    public void NumbersAreRoundedToNearest(uint bits, int expected)
    {
        // In the vectors' part and in the rest behind them.
        float[] values = Enumerable.Repeat(BitConverter.UInt32BitsToSingle(bits), 67).ToArray();
        ushort[] halves = new ushort[values.Length];
        NarrowWeights.RoundToBFloat16(values, halves);
        Assert.All(halves, half => Assert.Equal(expected, half));
    }

    /// <summary>By a second way: the number is one of the two halves around it, and the nearer one.</summary>
    [Fact]
    public void RoundedNumbersAreTheNearest()
    {
        var random = new SeededRandom(5);
        float[] values = new float[10_007];
        for (int i = 0; i < values.Length; i++) values[i] = (float)Math.ScaleB((2 * random.NextDouble()) - 1, (int)(random.NextDouble() * 240) - 120);
        ushort[] halves = new ushort[values.Length];
        NarrowWeights.RoundToBFloat16(values, halves);
        for (int i = 0; i < values.Length; i++)
        {
            double distance = Math.Abs(Widened(halves[i]) - values[i]);
            Assert.True(distance <= Math.Abs(Widened((ushort)(halves[i] + 1)) - values[i]));
            Assert.True(distance <= Math.Abs(Widened((ushort)(halves[i] - 1)) - values[i]));
        }
    }

    /// <summary>Of 16 significant bits, and the least with which no number is beyond 127.</summary>
    [Fact]
    public void ScalesLoseNothingTwice()
    {
        var random = new SeededRandom(6);
        for (int i = 0; i < 10_000; i++)
        {
            float largest = (float)Math.ScaleB(0.5 + random.NextDouble(), (int)(random.NextDouble() * 200) - 100);
            float scale = NarrowWeights.ScaleFor(largest);
            Assert.Equal(0u, BitConverter.SingleToUInt32Bits(scale) & 0xFF);
            Assert.Equal(127, NarrowWeights.RoundToInt8(largest, scale));
            Assert.Equal(-127, NarrowWeights.RoundToInt8(-largest, scale));
            Assert.Equal(scale, NarrowWeights.ScaleFor(127 * scale));
            for (int number = -127; number <= 127; number += 2) Assert.Equal(number, NarrowWeights.RoundToInt8(number * scale, scale));
        }

        Assert.Equal(1, NarrowWeights.ScaleFor(0));
        Assert.Equal([0, 2, 2, -2], new[] { 0.5f, 1.5f, 2.5f, -2.5f }.Select(value => (int)NarrowWeights.RoundToInt8(value, 1)));
    }

    private static double Widened(ushort half) => BitConverter.UInt32BitsToSingle((uint)half << 16);
}
