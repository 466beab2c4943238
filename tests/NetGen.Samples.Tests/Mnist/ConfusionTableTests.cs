using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class ConfusionTableTests
{
    [Fact]
    public void ShowsCountsAndShares()
    {
        const string Expected = """
            shown | read as
                  |   0   1   2   read rightly
            ------+------------
                0 |   7   .   1        87.50 %
                1 |   .   .   .              -
                2 |   .   2   .         0.00 %

            """;
        Assert.Equal(Expected, ConfusionTable.Format([[7, 0, 1], [0, 0, 0], [0, 2, 0]]));
    }

    [Fact]
    public void ColumnsAreWideEnoughForTheLargestCount() =>
        Assert.Contains("\n    0 | 12345     6        99.95 %\n", ConfusionTable.Format([[12345, 6], [0, 1]]), StringComparison.Ordinal);
}
