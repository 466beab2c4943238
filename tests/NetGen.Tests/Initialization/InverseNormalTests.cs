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
}
