using NetGen.Benchmarks.Ranks;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>The model of ranks, on figures that are easy to work out.</summary>
public sealed class RankModelTests
{
    /// <summary>A microsecond for a message, a gigabyte a second; adding up takes no time.</summary>
    private static readonly Wire s_wire = new("a wire", 1e-6, 1e9);

    [Theory]
    [InlineData("ByRank", 2, (2 * 1e-6) + (2 * 0.5e-3))] // each half of a megabyte goes to the other, and comes back
    [InlineData("ByRank", 4, (6 * 1e-6) + (2 * 0.75e-3))]
    [InlineData("Ring", 4, (6 * 1e-6) + (2 * 0.75e-3))]
    [InlineData("Tree", 4, 2 * (1e-6 + 1e-3))] // all of it, twice
    [InlineData("Tree", 5, 3 * (1e-6 + 1e-3))]
    [InlineData("ByRank", 1, 0.0)]
    public void SumsTakeMessagesAndBytes(string algorithm, int ranks, double seconds) =>
        Assert.Equal(seconds, RankModel.Sum(Enum.Parse<SumAlgorithm>(algorithm), s_wire, ranks, bytes: 1e6, sum: double.PositiveInfinity), 1e-12);

    [Fact]
    public void AddingUpTakesTimeToo() => Assert.Equal((2 * 1e-6) + 1e-3 + 0.25e-3, RankModel.Sum(SumAlgorithm.ByRank, s_wire, 2, bytes: 1e6, sum: 2e9), 1e-12);

    /// <summary>
    /// Ranks first say what they have, in as many rounds as their number doubles; a sum that is hidden costs nothing, and one that is not all the rest.
    /// </summary>
    [Theory]
    [InlineData(0.0, 8e-3)]
    [InlineData(2e-3, 6e-3)]
    [InlineData(5e-3, 5e-3)]
    public void OfASumCountsWhatNothingHides(double hidden, double seconds) =>
        Assert.Equal(seconds + (3 * (1e-6 + 40e-9)), RankModel.Step(compute: 5e-3, hidden, s_wire, ranks: 8, sum: 3e-3), 1e-12);
}
