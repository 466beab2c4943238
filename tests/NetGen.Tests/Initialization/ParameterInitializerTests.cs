using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Initialization;
using NetGen.Runtime;
using NetGen.Tests.Reference;

using Xunit;

namespace NetGen.Tests.Initialization;

public class ParameterInitializerTests
{
    private const int Draws = 1 << 20;

    /// <summary>At 2^20 draws, a true distribution passes this distance once in a million tries (Kolmogorov's asymptotic formula).</summary>
    private const double Distance = 0.0027;

    private static readonly ulong[] Seeds = [0, 1, 42, 0xDEADBEEF, ulong.MaxValue];

    [Fact]
    public void NormalHasItsDistribution() => AssertDistribution(
        (block, seed) => ParameterInitializer.Normal(block, 0, seed, 0.5, 2),
        x => SpecialFunctions.NormalCdf((x - 0.5) / 2));

    [Fact]
    public void UniformHasItsDistribution() => AssertDistribution(
        (block, seed) => ParameterInitializer.Uniform(block, 0, seed, -0.25, 0.75),
        x => Math.Clamp(x + 0.25, 0, 1));

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(-1, 2.5)]
    [InlineData(0, 3)]
    public void TruncatedNormalHasItsDistribution(double low, double high)
    {
        double below = SpecialFunctions.NormalCdf(low);
        double inside = SpecialFunctions.NormalCdf(high) - below;
        AssertDistribution(
            (block, seed) => ParameterInitializer.TruncatedNormal(block, 0, seed, -1, 0.1, low, high),
            x => Math.Clamp((SpecialFunctions.NormalCdf((x + 1) / 0.1) - below) / inside, 0, 1));
    }

    [Fact]
    public void TruncatedNormalStaysInside()
    {
        ParameterBlock block = Layouts.Vectors(1, 100_000);
        ParameterInitializer.TruncatedNormal(block, 0, 3, 0, 1, -2, 2);
        float[] values = Layouts.Unpack(block, 0);
        Assert.All(values, value => Assert.InRange(value, -2f, 2f));
        Assert.Equal(0.87962566, Math.Sqrt(values.Average(value => (double)value * value)), 0.01);
    }

    [Fact]
    public void TruncatedNormalRefusesIntervalsThatNoDrawFallsInto()
    {
        ParameterBlock block = Layouts.Vectors(1, 4);
        Assert.Throws<ArgumentException>(() => ParameterInitializer.TruncatedNormal(block, 0, 0, 0, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => ParameterInitializer.TruncatedNormal(block, 0, 0, 0, 1, double.NaN, 1));
        Assert.Throws<ArgumentException>(() => ParameterInitializer.TruncatedNormal(block, 0, 0, 0, 1, 6, 7));
    }

    [Fact]
    public void ConstantFillsTheTensorAndLeavesPaddingZero()
    {
        var block = new ParameterBlock(Layouts.Info(("a", 5, 3, 1, 1, 4), ("b", 3, 1, 1, 1, 4)));
        ParameterInitializer.Constant(block, 0, 0.125);
        Assert.All(Layouts.Unpack(block, 0), value => Assert.Equal(0.125f, value));
        Assert.Equal(15, block.Memory.Span.ToArray().Count(value => value != 0));
    }

    /// <summary>The bits of a seed are promised for ever: whatever changes them is a new stream version.</summary>
    [Theory]
    [InlineData("normal", 0UL, "837FEC71B730B6A7798C1F4443209E5177AF8B6F0CA951BA9E5F14C3C7D2C707")]
    [InlineData("normal", 7UL, "A9D280940DACE009D19845DD27A2BCA0C6C90CF04E10B0882BFF26DCFF8963E0")]
    [InlineData("uniform", 0UL, "6184CFA71686F35135D62C37D5DA3B0D5C4E337D69D4252225DCDE4590F0A987")]
    [InlineData("uniform", 7UL, "D6BFA551B742EE061F802A7F8E98824792129DE72E914AD45DF38CCDA124CE1D")]
    [InlineData("truncated", 0UL, "D05FCC580DD9B670BF90A8F2F85B9979866FE04C1F706C9470822F4B6A947797")]
    [InlineData("truncated", 7UL, "792707B511F8E1CF8F20F3F157A3F6012114127A614765EFD6F370368A8C004C")]
    public void BitsOfASeedNeverChange(string distribution, ulong seed, string sha256)
    {
        ParameterBlock block = Layouts.Vectors(2, 4099);
        switch (distribution)
        {
            case "normal": ParameterInitializer.Normal(block, 1, seed, 0, 1); break;
            case "uniform": ParameterInitializer.Uniform(block, 1, seed, -1, 1); break;
            default: ParameterInitializer.TruncatedNormal(block, 1, seed, 0, 1, -2, 2); break;
        }

        Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(Layouts.Unpack(block, 1).AsSpan()))));
        Assert.Equal(1, Philox.StreamVersion);
    }

    [Fact]
    public void ValuesDoNotDependOnPacking()
    {
        var narrow = new ParameterBlock(Layouts.Info(("w", 20, 6, 3, 3, 4)));
        var wide = new ParameterBlock(Layouts.Info(("w", 20, 6, 3, 3, 16)));
        ParameterInitializer.Normal(narrow, 0, 5, 0, 1);
        ParameterInitializer.Normal(wide, 0, 5, 0, 1);
        Assert.Equal(Layouts.Unpack(narrow, 0), Layouts.Unpack(wide, 0));
        Assert.Equal(20 * 6 * 9, Layouts.Unpack(wide, 0).Distinct().Count());
    }

    [Fact]
    public void TheShorterTensorIsThePrefixOfTheLonger()
    {
        ParameterBlock shorter = Layouts.Vectors(1, 101);
        ParameterBlock longer = Layouts.Vectors(1, 1000);
        ParameterInitializer.TruncatedNormal(shorter, 0, 5, 0, 1, -1, 1);
        ParameterInitializer.TruncatedNormal(longer, 0, 5, 0, 1, -1, 1);
        Assert.Equal(Layouts.Unpack(shorter, 0), Layouts.Unpack(longer, 0)[..101]);
    }

    [Fact]
    public void StreamsOfParametersAndSeedsAreUncorrelated()
    {
        const int Count = 200_000;
        ParameterBlock block = Layouts.Vectors(4, Count);
        for (int parameter = 0; parameter < 4; parameter++) ParameterInitializer.Normal(block, parameter, 9, 0, 1);
        ParameterBlock other = Layouts.Vectors(1, Count);
        ParameterInitializer.Normal(other, 0, 10, 0, 1);

        List<float[]> streams = [.. Enumerable.Range(0, 4).Select(parameter => Layouts.Unpack(block, parameter)), Layouts.Unpack(other, 0)];
        for (int i = 0; i < streams.Count; i++)
        {
            // A stream against the others, and against itself shifted.
            for (int j = 0; j < i; j++) Assert.True(Math.Abs(Correlation(streams[i], streams[j])) < 5 / Math.Sqrt(Count));
            for (int lag = 1; lag <= 8; lag++)
            {
                double correlation = Correlation(streams[i].AsSpan(lag).ToArray(), streams[i].AsSpan(0, Count - lag).ToArray());
                Assert.True(Math.Abs(correlation) < 5 / Math.Sqrt(Count - lag));
            }
        }
    }

    private static void AssertDistribution(Action<ParameterBlock, ulong> initialize, Func<double, double> cdf)
    {
        foreach (ulong seed in Seeds)
        {
            ParameterBlock block = Layouts.Vectors(1, Draws);
            initialize(block, seed);
            double distance = KolmogorovSmirnov.UpperBound(Layouts.Unpack(block, 0), cdf);
            Assert.True(distance < Distance, $"D = {distance:F5} for seed {seed}");
        }
    }

    private static double Correlation(float[] a, float[] b)
    {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
