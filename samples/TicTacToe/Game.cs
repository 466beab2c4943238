namespace TicTacToeSample;

/// <summary>Tic-tac-toe, all of it: every position that a game can come to, with the best move and how the game ends if both play well.</summary>
internal static class Game
{
    private static readonly int[][] s_lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];

    /// <summary>All positions before a move; in cells 1 is whose turn it is, -1 the other.</summary>
    public static IReadOnlyList<Position> Positions()
    {
        var found = new Dictionary<string, Position>(StringComparer.Ordinal);
        Solve(new int[9], found);
        return [.. found.Values];
    }

    /// <summary>1 where whose turn it is will win, 0 for a draw, -1 where the other will.</summary>
    private static int Solve(int[] cells, Dictionary<string, Position> found)
    {
        if (Array.Exists(s_lines, line => Array.TrueForAll(line, cell => cells[cell] == -1))) return -1;
        if (Array.TrueForAll(cells, static cell => cell != 0)) return 0;
        string key = string.Join(',', cells);
        if (found.TryGetValue(key, out Position? known)) return known.Value;
        int best = -2;
        var moves = new bool[9];
        for (int move = 0; move < 9; move++)
        {
            if (cells[move] != 0) continue;
            int[] after = [.. cells.Select(static cell => -cell)];
            after[move] = -1;
            int value = -Solve(after, found);
            if (value > best) Array.Clear(moves);
            if (value >= best) moves[move] = true;
            best = Math.Max(best, value);
        }

        found.Add(key, new Position(cells, moves, best));
        return best;
    }
}

/// <summary>A position, its best moves, and how the game ends if both play well.</summary>
internal sealed record Position(int[] Cells, bool[] BestMoves, int Value);
