using System.Globalization;

using NetGen.Generator.Kernels;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Tests.Kernels;

/// <summary>A known number of rows is covered, with no more tiles than it takes and none that is small.</summary>
public sealed class RowTilesTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(28)]
    [InlineData(6)]
    [InlineData(1)]
    public void A_known_number_is_covered_evenly(int tallest)
    {
        for (int rows = 1; rows <= 200; rows++)
        {
            RowTiles tiles = new(tallest, [8, 4, 1], rows);
            List<int> heights = Print(tiles);
            Assert.Equal(rows, heights.Sum());
            Assert.Equal((rows + tallest - 1) / tallest, heights.Count);
            Assert.InRange(heights.Max() - heights.Min(), 0, 1);
            Assert.Equal(heights.Distinct(), tiles.Heights);
        }
    }

    /// <summary>The tiles that the printed text computes, in order.</summary>
    private static List<int> Print(RowTiles tiles)
    {
        List<int> printed = [];
        SourceWriter writer = new();
        List<int> heights = [];
        tiles.Emit(writer, (height, _) =>
        {
            heights.Add(height);
            writer.Line("tile");
        });
        int turns = 1;
        foreach (string line in writer.ToString().Split('\n').Select(line => line.Trim()))
        {
            const string Loop = "for (int tile = 0; tile < ";
            if (line.StartsWith(Loop, StringComparison.Ordinal)) turns = int.Parse(line[Loop.Length..line.LastIndexOf(';')], CultureInfo.InvariantCulture);
            if (line != "tile") continue;
            printed.AddRange(Enumerable.Repeat(heights[0], turns));
            heights.RemoveAt(0);
            turns = 1;
        }

        return printed;
    }
}
