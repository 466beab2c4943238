using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// How rows are covered with register tiles. Any number of them with tiles of a few heights: the tallest as long as what remains does not fall
/// into small pieces, then smaller ones. 16 rows are 8 + 8 and not 14 + 2, whose two rows could not hide the latency of the multiply-add. A known
/// number with tiles that fit it.
/// </summary>
internal sealed class RowTiles
{
    // Behind the tallest tiles, those of one vector, four rows are cheap one by one.
    private const int Quarter = 4;
    private const int TallEnough = 20;

    private readonly int _tallest;
    private readonly int _second;
    private readonly int? _rows;
    private readonly IReadOnlyList<int> _heights;

    /// <param name="tallest">Rows of the tile that fills the registers.</param>
    /// <param name="pieces">Heights of the tiles for what remains, tallest first; the last is 1.</param>
    /// <param name="rows">How many rows there are, where that is known.</param>
    public RowTiles(int tallest, IReadOnlyList<int> pieces, int? rows = null)
    {
        _tallest = tallest;
        _rows = rows;
        _heights = [tallest, .. pieces.Where(height => height < tallest && (height != Quarter || tallest < TallEnough))];
        _second = _heights.Count > 2 ? _heights[1] : 0;
        Heights = rows is null ? _heights : [.. Cover(rows.Value).Select(run => run.Height)];
    }

    /// <summary>The heights of the tiles that occur, tallest first; the last is 1 for any number of rows.</summary>
    public IReadOnlyList<int> Heights { get; }

    /// <summary>Prints the walk over <c>rows</c> rows.</summary>
    /// <param name="tile">Prints a tile of a height and, unless it is the last one of all, what moves on behind it.</param>
    /// <param name="leavesRest">Whether the rows that are left for tiles of one are left out.</param>
    public void Emit(SourceWriter writer, Action<int, bool> tile, bool leavesRest = false)
    {
        if (_rows is { } known)
        {
            (int Height, int Count)[] runs = [.. Cover(known)];
            for (int run = 0; run < runs.Length; run++)
            {
                using SourceWriter.BlockScope? loop = writer.Loop("tile", runs[run].Count, out _);
                tile(runs[run].Height, run < runs.Length - 1 || runs[run].Count > 1);
            }

            return;
        }

        writer.Line("int row = 0;");
        if (_second > 0)
        {
            int least = _tallest + _second;
            EmitLoop(writer, $"for (; row <= rows - {least}; row += {_tallest})", _tallest, tile);
            int whole = (_tallest / _second * _second) + _second;
            if (whole > _tallest) EmitLoop(writer, $"for (; row <= rows - {_tallest} && row > rows - {whole}; row += {_tallest})", _tallest, tile);
        }

        foreach (int height in _heights.Skip(_second > 0 ? 1 : 0).Where(height => height > 1 || !leavesRest))
            EmitLoop(writer, height == 1 ? "for (; row < rows; row++)" : $"for (; row <= rows - {height}; row += {height})", height, tile);
    }

    /// <summary>The tiles of so many rows: as few as possible, of one height or of two that differ by one, so that none is small.</summary>
    private IEnumerable<(int Height, int Count)> Cover(int rows)
    {
        int tiles = (rows + _tallest - 1) / _tallest;
        int height = rows / tiles;
        int taller = rows % tiles;
        if (taller > 0) yield return (height + 1, taller);
        yield return (height, tiles - taller);
    }

    private static void EmitLoop(SourceWriter writer, string head, int height, Action<int, bool> tile)
    {
        using SourceWriter.BlockScope loop = writer.Block(head);
        tile(height, true);
    }
}
