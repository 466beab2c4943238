using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>
/// A function of one number held against double, over floats spread evenly over the bit patterns: as many in every binade. The thorough run takes all there
/// are.
/// </summary>
internal static class FloatSweep
{
    private const int BlockLength = 1024;

    /// <summary>Of the thorough run one block in so many is compared between widths: lanes do not differ more often because there are more of them.</summary>
    private const int ThoroughComparison = 4096;

    private static readonly bool s_isThorough = Environment.GetEnvironmentVariable("NETGEN_THOROUGH_TESTS") == "1";

    /// <summary>A prime, so that low bits vary.</summary>
    private static readonly uint s_stride = s_isThorough ? 1u : 4099u;

    /// <summary>The function over a whole array.</summary>
    public delegate void BlockFunction(float[] source, float[] destination);

    /// <summary>
    /// No value between the bounds is further off than <paramref name="ulps"/>, and what every width gives has the bits of the first.
    /// </summary>
    /// <param name="widths">The function with vectors of every width, the quickest first.</param>
    public static void AssertErrorBelow(double ulps, float low, float high, Func<double, double> exact, params BlockFunction[] widths)
    {
        double worst = 0;
        float worstAt = 0;
        float[] block = new float[BlockLength];
        float[] results = new float[BlockLength];
        float[] others = new float[BlockLength];
        long blocks = 0;
        foreach (float[] inputs in Blocks(block, low, high))
        {
            widths[0](inputs, results);
            if (!s_isThorough || blocks % ThoroughComparison == 0)
            {
                foreach (BlockFunction other in widths.AsSpan(1))
                {
                    other(inputs, others);
                    AssertSameBits(inputs, results, others);
                }
            }

            for (int i = 0; i < inputs.Length; i++)
            {
                double error = UlpError.Of(results[i], exact(inputs[i]));
                if (error <= worst) continue;
                worst = error;
                worstAt = inputs[i];
            }

            blocks++;
        }

        Assert.True(blocks > 300, $"only {blocks} blocks");
        Assert.True(worst <= ulps, $"{worst:F3} ulp at {worstAt:R}, bound {ulps}");
    }

    private static IEnumerable<float[]> Blocks(float[] block, float low, float high)
    {
        int filled = 0;
        for (ulong bits = 0; bits <= uint.MaxValue; bits += s_stride)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (!(x >= low && x <= high)) continue;
            block[filled++] = x;
            if (filled < block.Length) continue;
            yield return block;
            filled = 0;
        }
    }

    private static void AssertSameBits(float[] inputs, float[] expected, float[] actual)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(expected[i]) == BitConverter.SingleToUInt32Bits(actual[i])) continue;
            Assert.Fail($"one width {expected[i]:R}, another {actual[i]:R} at {inputs[i]:R}");
        }
    }
}
