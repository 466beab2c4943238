using NetGen.Initialization;
using NetGen.Tests.Reference;

using Xunit;

namespace NetGen.Tests.Initialization;

public class InverseNormalTests
{
    [Fact]
    public void DistributionFunctionOfTheResultIsTheProbability()
    {
        double worst = 0;
        for (ulong word = 0; word <= uint.MaxValue; word += 40503)
        {
            double probability = ((uint)word + 0.5) / 4294967296.0;
            double x = InverseNormal.FromWord((uint)word);

            // The error of x itself: that of the probability over the density.
            double error = Math.Abs(SpecialFunctions.NormalCdf(x) - probability) / SpecialFunctions.NormalDensity(x);
            worst = Math.Max(worst, error / Math.Max(1, Math.Abs(x)));
        }

        Assert.True(worst < 1e-11, $"{worst:E2}");
    }

    [Fact]
    public void TailsReachBeyondSixSigmaAndAreSymmetric()
    {
        Assert.Equal(-6.33, InverseNormal.FromWord(0), 0.01);
        for (uint word = 0; word < 1u << 31; word += 4_000_003)
        {
            Assert.Equal(InverseNormal.FromWord(word), -InverseNormal.FromWord(uint.MaxValue - word), 1e-12);
        }
    }

    /// <summary>Each value is that of its word alone, whatever is left over of the last vector, and what lies behind the last one stays.</summary>
    [Fact]
    public void SeveralAreWhatTheyAreOneByOne()
    {
        uint[] words = [.. Enumerable.Range(0, InverseNormal.Chunk).Select(i => Philox.Generate(3, (uint)i, 0, 0, 0).Word0)];
        foreach (int count in (int[])[1, 2, 3, 4, 5, 7, 8, 101, InverseNormal.Chunk])
        {
            double[] values = [.. Enumerable.Repeat(7.0, count + 8)];
            InverseNormal.FromWords(words.AsSpan(0, count), values.AsSpan(0, count));
            Assert.Equal([.. words.Take(count).Select(InverseNormal.FromWord), .. Enumerable.Repeat(7.0, 8)], values);
        }
    }
}
