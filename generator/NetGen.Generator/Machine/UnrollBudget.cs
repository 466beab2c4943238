namespace NetGen.Generator.Machine;

/// <summary>How many vector operations a layer's straight-line code takes, and how many a method may have: for the planner and for the rule that says where it ended.</summary>
internal static class UnrollBudget
{
    /// <summary>
    /// Calls of vector operations in one method. Each is a call that the JIT must inline, and its inliner's budget per method is
    /// finite: a convolution with about 330 was measured at full speed, one with about 720 at a sixtieth of it.
    /// </summary>
    public const int VectorCalls = 340;

    // Eight sums hide the latency of the multiply-add: a convolution's tile is not made smaller than that to write out its channels.
    private const int FewestColumns = 4;
    private const int VectorsOfTile = 2;

    // The most parts in which a dense layer's inputs are summed.
    private const int MostParts = 4;

    /// <summary>Operations of a row of a dense layer: loads, broadcasts and multiply-adds of each input, start and end of each sum.</summary>
    public static int OperationsOfRow(int depth, int vectors, int parts)
        => (int)Math.Min(int.MaxValue, ((long)depth * (1 + (2 * vectors))) + (2 * vectors * (parts + 1)));

    /// <summary>Operations of the smallest straight-line code of a dense layer.</summary>
    public static long OperationsOfDense(long depth) => (3 * depth) + (2 * (MostParts + 1));

    /// <summary>Operations of the smallest tile of a convolution with all input channels written out that still runs at full speed.</summary>
    public static long OperationsOfConvolution(int taps, long depth) => (taps * depth * (VectorsOfTile + FewestColumns + (FewestColumns * VectorsOfTile))) + (3 * FewestColumns * VectorsOfTile);
}
