using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class PercentTests
{
    [Theory]
    [InlineData(0, "0.00 %")]
    [InlineData(0.29, "29.00 %")]
    [InlineData(0.9862, "98.62 %")]
    [InlineData(0.99999, "99.99 %")]
    [InlineData(1, "100.00 %")]
    public void OnlyAllIsAHundredPercent(double share, string expected) => Assert.Equal(expected, Percent.Of(share));

    [Fact]
    public void EveryCountOfTenThousandReadsAsItIs()
    {
        for (int count = 0; count <= 10_000; count++)
            Assert.Equal(FormattableString.Invariant($"{count / 100}.{count % 100:D2} %"), Percent.Of(count / 10_000.0));
    }
}
