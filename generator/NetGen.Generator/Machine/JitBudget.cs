namespace NetGen.Generator.Machine;

/// <summary>What a method may cost the JIT before it stops optimising or inlining.</summary>
internal static class JitBudget
{
    /// <summary>
    /// Calls of vector operations in one method. Each is a call that the JIT must inline, and its inliner's budget per method is
    /// finite: a convolution with about 330 was measured at full speed, one with about 720 at a sixtieth of it.
    /// </summary>
    public const int VectorCalls = UnrollBudget.VectorCalls;

    /// <summary>
    /// Vector operations in straight-line code. Below it a small layer is written out without loops; above, measured code is no faster
    /// than a loop and costs milliseconds to compile.
    /// </summary>
    public const int StraightLineCalls = 300;

    /// <summary>The most columns of a tile whose unrolled taps stay within the budget.</summary>
    public static int MostColumns(int taps, int vectors, int most)
    {
        int columns = most;
        while (columns > 1 && CallsOfTile(taps, columns, vectors) > VectorCalls) columns--;
        return columns;
    }

    /// <summary>Vector operations of a tile: loads, broadcasts and multiply-adds of each tap, start and end of each sum.</summary>
    public static int CallsOfTile(int taps, int columns, int vectors)
        => (taps * (vectors + columns + (columns * vectors))) + (3 * columns * vectors);

    /// <summary>Splits <paramref name="count"/> into the fewest parts of at most <paramref name="most"/>, as equal as can be: at most two sizes.</summary>
    public static IReadOnlyList<int> Split(int count, int most)
    {
        int parts = (count + most - 1) / most;
        List<int> sizes = [];
        for (int i = 0; i < parts; i++) sizes.Add((count * (i + 1) / parts) - (count * i / parts));
        sizes.Sort((left, right) => right.CompareTo(left));
        return sizes;
    }
}
