using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// How any number of rows is covered with register tiles of a few heights: the tallest as long as what remains does not fall into small
/// pieces, then smaller ones. 16 rows are 8 + 8 and not 14 + 2, whose two rows could not hide the latency of the multiply-add.
/// </summary>
internal sealed class RowTiles
{
    // Behind the tallest tiles, those of one vector, four rows are cheap one by one.
    private const int Quarter = 4;
    private const int TallEnough = 20;

    private readonly int _tallest;
    private readonly int _second;

    /// <param name="tallest">Rows of the tile that fills the registers.</param>
    /// <param name="pieces">Heights of the tiles for what remains, tallest first; the last is 1.</param>
    public RowTiles(int tallest, IReadOnlyList<int> pieces)
    {
        _tallest = tallest;
        int[] heights = [tallest, .. pieces.Where(height => height < tallest && (height != Quarter || tallest < TallEnough))];
        _second = heights.Length > 2 ? heights[1] : 0;
        Heights = heights;
    }

    /// <summary>The tiles' heights, tallest first; the last is 1.</summary>
    public IReadOnlyList<int> Heights { get; }

    /// <summary>Prints the walk over <c>rows</c> rows; <paramref name="tile"/> prints one tile and what moves on behind it.</summary>
    /// <param name="leavesRest">Whether the rows that are left for tiles of one are left out.</param>
    public void Emit(SourceWriter writer, Action<int> tile, bool leavesRest = false)
    {
        writer.Line("int row = 0;");
        if (_second > 0)
        {
            int least = _tallest + _second;
            EmitLoop(writer, $"for (; row <= rows - {least}; row += {_tallest})", _tallest, tile);
            int whole = (_tallest / _second * _second) + _second;
            if (whole > _tallest) EmitLoop(writer, $"for (; row <= rows - {_tallest} && row > rows - {whole}; row += {_tallest})", _tallest, tile);
        }

        foreach (int height in Heights.Skip(_second > 0 ? 1 : 0).Where(height => height > 1 || !leavesRest))
            EmitLoop(writer, height == 1 ? "for (; row < rows; row++)" : $"for (; row <= rows - {height}; row += {height})", height, tile);
    }

    private static void EmitLoop(SourceWriter writer, string head, int height, Action<int> tile)
    {
        using SourceWriter.BlockScope loop = writer.Block(head);
        tile(height);
    }
}
