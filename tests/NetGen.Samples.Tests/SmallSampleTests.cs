using AutoencoderSample;

using TicTacToeSample;

using Xunit;

namespace NetGen.Samples.Tests;

/// <summary>The samples of one page, on a small scale.</summary>
public sealed class SmallSampleTests
{
    [Fact]
    public void SixteenNumbersSayMoreOfADigitThanTheMean()
    {
        using var directory = new TemporaryDirectory();
        string picture = directory.Combine("digits.png");
        (double error, double ofMean) = Coding.Train(count: 3_000, epochs: 4, TextWriter.Null, picture);
        Assert.InRange(error, 0, 0.75 * ofMean);
        Assert.True(File.Exists(picture));
    }

    /// <summary>Some 4,500 positions; their values and best moves by the rules alone.</summary>
    [Fact]
    public void MovesOfUnseenPositionsAreLearned()
    {
        IReadOnlyList<Position> positions = Game.Positions();
        Assert.Equal(4_520, positions.Count);
        Position start = positions.Single(static position => Array.TrueForAll(position.Cells, static cell => cell == 0));
        Assert.Equal(0, start.Value); // nobody wins who plays well against one who does
        Assert.All(start.BestMoves, Assert.True);
        Position winning = positions.Single(static position => position.Cells.SequenceEqual([1, 1, 0, -1, -1, 0, 0, 0, 0]));
        Assert.Equal((1, 2), (winning.Value, Array.IndexOf(winning.BestMoves, true)));

        double byChance = positions.Average(static position => position.BestMoves.Count(static isBest => isBest) / (double)position.Cells.Count(static cell => cell == 0));
        (double best, double error) = Learning.Train(epochs: 15, TextWriter.Null);
        Assert.InRange(byChance, 0.3, 0.7);
        Assert.InRange(best, byChance + 0.2, 1);
        Assert.InRange(error, 0, 0.45);
    }
}
